import * as z from '../schema/zod.ts';
import { loadTestSchema } from './load-test-record.ts';
import { adapterSchema, cellSchema, laneSchema, runRecordSchema } from './run-record.ts';
import { suiteSchema } from './suite-record.ts';

/**
 * A run's figures: the record without samples, without texts, and without what can be computed from the rest.
 * Links carry this much, comparisons need no more, and every record contains it.
 */

const run = runRecordSchema.shape;
/** An error, a warning or a finding by its code; the words are the reader's. */
const issueCode = run.warnings.element.pick({ code: true });

const [measuredCell, emptyCell] = cellSchema.options;

const measuredFigures = measuredCell
  .omit({
    pairsPerSecond: true,
    tokensPerSecond: true,
    flops: true,
    gflopsPerSecond: true,
    paddingEfficiency: true,
  })
  .extend({
    latencyMs: measuredCell.shape.latencyMs
      .omit({ samples: true, rounds: true, startedAtMs: true, cv: true })
      .extend({ n: z.number().int().positive() }),
  });

const laneFigures = laneSchema
  .omit({
    // In a suite it follows from the model.
    task: true,
    adapterUsed: true,
    fusedOperators: true,
    graphUse: true,
    calibration: true,
    passes: true,
    peak: true,
    events: true,
  })
  .extend({
    error: issueCode.exactOptional(),
    model: laneSchema.shape.model.omit({ shape: true }),
    scoreCheck: laneSchema.shape.scoreCheck
      .unwrap()
      .omit({ scores: true, areProbabilities: true, agreement: true })
      .extend({ findings: z.array(issueCode) })
      .nullable(),
    cells: z.array(z.discriminatedUnion('state', [measuredFigures, emptyCell])),
  });

const loadTestFigures = loadTestSchema
  .omit({
    error: true,
    startedAtMs: true,
    arrivals: true,
    batches: true,
    events: true,
  })
  .extend({
    prediction: loadTestSchema.shape.prediction.unwrap().omit({ rangeMs: true }).nullable(),
  });

export const runFiguresSchema = runRecordSchema.omit({ schema: true, recommendations: true }).extend({
  suite: suiteSchema.omit({ departures: true }).exactOptional(),
  input: run.input.omit({ pairs: true }),
  environment: run.environment.omit({ userAgent: true }).extend({
    adapter: adapterSchema.omit({ device: true, description: true, features: true, limits: true }).nullable(),
  }),
  lanes: z.array(laneFigures),
  loadTests: z.array(loadTestFigures).exactOptional(),
  warnings: z.array(issueCode),
});

export type RunFigures = z.infer<typeof runFiguresSchema>;
export type LaneFigures = z.infer<typeof laneFigures>;
export type CellFigures = LaneFigures['cells'][number];
export type MeasuredFigures = z.infer<typeof measuredFigures>;
export type LoadTestFigures = z.infer<typeof loadTestFigures>;

import { twinOfModelId } from '../rerank/twins.ts';
import type { DraftCell, DraftLane, DraftLoadTest, RunDraft } from './run-draft.ts';
import type { CellFigures, LaneFigures, LoadTestFigures, RunFigures } from './run-figures.ts';
import { runRecordSchemaId } from './schema-ids.ts';

/**
 * The figures of a run in the form that chart and table draw. What a link does not carry is left empty:
 * samples, single arrivals, words of messages, the user agent, the adapter's limits. So nothing may be
 * computed from these lists, whatever `n` says.
 */
export function draftOfLink(run: RunFigures): RunDraft {
  const { loadTests, environment, warnings, suite, ...rest } = run;
  const { adapter } = environment;
  return {
    ...rest,
    schema: runRecordSchemaId,
    // They are computed wherever they are shown.
    ...(suite !== undefined && { suite: { ...suite, departures: [] } }),
    environment: {
      ...environment,
      userAgent: '',
      adapter: adapter && { ...adapter, device: '', description: '', features: [], limits: {} },
    },
    lanes: lanesOfLink(run),
    ...(loadTests !== undefined && { loadTests: loadTests.map(draftLoadTest) }),
    warnings: warnings.map(withoutWords),
    recommendations: [],
  };
}

export const lanesOfLink = ({ lanes, suite }: RunFigures): DraftLane[] =>
  lanes.map((lane) => ({ ...draftLane(lane), ...(suite !== undefined && taskOf(lane)) }));

/** A suite's task has the name of its twin. */
function taskOf({ model }: LaneFigures): Pick<DraftLane, 'task'> {
  const task = twinOfModelId(model.id)?.name;
  return task === undefined ? {} : { task };
}

const withoutWords = ({ code }: { readonly code: string }) => ({ code, message: '' });

function draftLane({ error, scoreCheck, cells, ...lane }: LaneFigures): DraftLane {
  return {
    ...lane,
    ...(error !== undefined && { error: withoutWords(error) }),
    scoreCheck: scoreCheck && {
      ...scoreCheck,
      findings: scoreCheck.findings.map(withoutWords),
      scores: [],
      agreement: null,
    },
    cells: cells.map(draftCell),
    events: [],
  };
}

/** Rates follow from the mean: every request of a cell carries the same pairs. */
function draftCell(cell: CellFigures): DraftCell {
  if (cell.state !== 'measured') return cell;
  const { pairCount, latencyMs, tokens, tokensComputed } = cell;
  const { mean, sd } = latencyMs;
  return {
    ...cell,
    latencyMs: { ...latencyMs, samples: [], rounds: [], startedAtMs: [], cv: mean === 0 ? 0 : sd / mean },
    pairsPerSecond: mean === 0 ? 0 : (1000 * pairCount) / mean,
    tokensPerSecond: mean === 0 ? 0 : (1000 * tokens) / mean,
    paddingEfficiency: tokensComputed === 0 ? 1 : tokens / tokensComputed,
  };
}

const draftLoadTest = (test: LoadTestFigures): DraftLoadTest => ({
  ...test,
  startedAtMs: 0,
  arrivals: { arrivedAtMs: [], pairs: [], latencyMs: [], computingMs: [], outcome: [] },
  batches: { startedAtMs: [], ms: [], pairs: [], length: [], waiting: [] },
  events: [],
});

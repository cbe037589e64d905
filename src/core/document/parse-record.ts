import * as z from '../schema/zod.ts';
import { type ParsedHostile, parseHostile } from './hostile-json.ts';
import { type LoadTestRecord, loadTestSchema } from './load-test-record.ts';
import { recommendationSchema } from './recommendation-record.ts';
import { type CellRecord, cellSchema, laneSchema, type RunRecord, runRecordSchema } from './run-record.ts';

const unread = z.array(z.unknown());
const shell = runRecordSchema.extend({
  lanes: unread,
  loadTests: unread.exactOptional(),
  recommendations: unread,
});
const laneShell = laneSchema.extend({ cells: unread });

const columns = z.record(z.string(), z.unknown());
const loadTestShell = loadTestSchema.extend({ arrivals: columns, batches: columns });

/**
 * Parses a run record by `runRecordSchema`, part by part from the outside in, and stops at the first part at
 * fault. In a single call zod would gather every fault before it answers: three million bad samples, which
 * fit into a file, took it 15 s and 1.3 GB.
 */
export function parseRecord(value: unknown): ParsedHostile<RunRecord> {
  const outer = parseHostile(shell, value);
  if (outer.state !== 'ok') return outer;
  const lanes = parseEach('lanes', outer.value.lanes, parseLane);
  if (lanes.state !== 'ok') return lanes;
  const recommendations = parseEach('recommendations', outer.value.recommendations, (one) =>
    parseHostile(recommendationSchema, one),
  );
  if (recommendations.state !== 'ok') return recommendations;
  const { loadTests: unreadTests, ...rest } = outer.value;
  const loadTests = parseEach('loadTests', unreadTests ?? [], parseLoadTest);
  if (loadTests.state !== 'ok') return loadTests;
  return {
    state: 'ok',
    value: {
      ...rest,
      lanes: lanes.value,
      ...(unreadTests !== undefined && { loadTests: loadTests.value }),
      recommendations: recommendations.value,
    },
  };
}

/** Parses a load test column by column, since each column may be as long as a file allows. */
function parseLoadTest(value: unknown): ParsedHostile<LoadTestRecord> {
  const outer = parseHostile(loadTestShell, value);
  if (outer.state !== 'ok') return outer;
  for (const part of ['arrivals', 'batches'] as const) {
    for (const [column, schema] of Object.entries(loadTestSchema.shape[part].shape)) {
      const parsed = parseHostile<unknown>(schema, outer.value[part][column]);
      if (parsed.state !== 'ok') return { state: 'refused', where: path(part, column, parsed.where) };
    }
  }
  // All parts that may be long are known to be sound here.
  return parseHostile<LoadTestRecord>(loadTestSchema, value);
}

function parseLane(value: unknown): ParsedHostile<RunRecord['lanes'][number]> {
  const lane = parseHostile(laneShell, value);
  if (lane.state !== 'ok') return lane;
  const cells = parseEach('cells', lane.value.cells, (one) => parseHostile<CellRecord>(cellSchema, one));
  return cells.state === 'ok' ? { state: 'ok', value: { ...lane.value, cells: cells.value } } : cells;
}

function parseEach<T>(
  name: string,
  values: readonly unknown[],
  parse: (value: unknown) => ParsedHostile<T>,
): ParsedHostile<T[]> {
  const parsed: T[] = [];
  for (const [place, value] of values.entries()) {
    const one = parse(value);
    if (one.state !== 'ok') {
      return { state: 'refused', where: path(name, place, one.where) };
    }
    parsed.push(one.value);
  }
  return { state: 'ok', value: parsed };
}

const path = (...parts: readonly (string | number)[]) => parts.filter((part) => part !== '').join('.');

import type { MatchedLane } from './lane-matching.ts';
import type { LaneFigures, RunFigures } from './run-figures.ts';

const orEmpty = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : String(value);

/** What can differ between runs, as text; a value that is unset or unknown is empty. */
const runFacts = {
  inputSha256: ({ input }) => input.sha256,
  inputSource: ({ input }) => input.source,
  inputSample: ({ input }) => orEmpty(input.sample),
  inputPairCount: ({ input }) => String(input.pairCount),
  maxLength: ({ settings }) => String(settings.maxLength),
  truncation: ({ settings }) => settings.truncation,
  seed: ({ settings }) => String(settings.seed),
  repetitions: ({ settings }) => orEmpty(settings.repetitions),
  browser: ({ environment }) => environment.browser,
  os: ({ environment }) => environment.os,
  adapter: ({ environment }) => orEmpty(environment.adapter?.name),
  softwareAdapter: ({ environment }) => String(environment.adapter?.isSoftware ?? false),
  hardwareConcurrency: ({ environment }) => String(environment.hardwareConcurrency),
  crossOriginIsolated: ({ environment }) => String(environment.crossOriginIsolated),
  label: ({ label }) => orEmpty(label),
  appVersion: ({ app }) => app.version,
  appCommit: ({ app }) => app.commit,
} as const satisfies Record<string, (run: RunFigures) => string>;

/** What can differ between lanes that are still matched. */
const laneFacts = {
  // Differs only where a twin is compared with its real model.
  model: ({ model }) => model.id,
  modelRevision: ({ model }) => orEmpty(model.revision),
  transformers: ({ versions }) => orEmpty(versions?.transformers),
  onnxruntime: ({ versions }) => orEmpty(versions?.onnxruntime),
  runtime: ({ runtime }) => orEmpty(runtime),
  threads: ({ threads }) => orEmpty(threads),
  workers: ({ workers }) => orEmpty(workers),
  deviceUsed: ({ deviceUsed }) => orEmpty(deviceUsed),
} as const satisfies Record<string, (lane: LaneFigures) => string>;

export type DifferenceField = keyof typeof runFacts | keyof typeof laneFacts;

/**
 * One thing that is not the same on both sides, with every value found on each; `''` stands for unset or
 * unknown.
 */
export interface Difference {
  readonly field: DifferenceField;
  readonly base: readonly string[];
  readonly head: readonly string[];
}

/** What differs between the two sides' runs, and between their matched lanes, besides their figures. */
export function whatDiffers(
  base: readonly RunFigures[],
  head: readonly RunFigures[],
  matched: readonly MatchedLane[],
): Difference[] {
  return [...differences(runFacts, base, head), ...matched.flatMap(lanesDiffer)].reduce<Difference[]>(
    merged,
    [],
  );
}

/** What differs between the lanes of one match. */
export function lanesDiffer({ base, head }: MatchedLane): Difference[] {
  const lanes = (side: MatchedLane['base']) => side.map(({ lane }) => lane);
  return differences(laneFacts, lanes(base), lanes(head));
}

/** Whether all runs scored the same texts. */
export function sameInput(base: readonly RunFigures[], head: readonly RunFigures[]): boolean {
  return new Set([...base, ...head].map(({ input }) => input.sha256)).size <= 1;
}

function differences<T>(
  facts: Partial<Record<DifferenceField, (one: T) => string>>,
  base: readonly T[],
  head: readonly T[],
): Difference[] {
  return (Object.keys(facts) as DifferenceField[]).flatMap((field) => {
    const fact = facts[field];
    if (fact === undefined) return [];
    const valuesOf = (side: readonly T[]) => [...new Set(side.map(fact))].sort();
    const one = { field, base: valuesOf(base), head: valuesOf(head) };
    return JSON.stringify(one.base) === JSON.stringify(one.head) ? [] : [one];
  });
}

/**
 * Adds a difference to the others; if another lane differs in the same field, their values are put together.
 */
function merged(all: Difference[], one: Difference): Difference[] {
  const held = all.find(({ field }) => field === one.field);
  if (held === undefined) return [...all, one];
  const both = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])].sort();
  const union = { field: one.field, base: both(held.base, one.base), head: both(held.head, one.head) };
  return all.map((difference) => (difference === held ? union : difference));
}

import { deviceKinds } from '../rerank/devices.ts';
import { figure } from '../texts/format.ts';
import type { ComparableLane, ComparableRun } from './comparable-run.ts';
import type { CellDifference, Comparison, LaneDifference } from './comparison.ts';
import { differenceRow } from './difference-words.ts';
import { gateWords } from './gate-words.ts';
import { modelWords } from './record-words.ts';
import type { Report, ReportPart } from './report.ts';
import { type GateOutcome, sharedRuns } from './slowdown-gate.ts';
import { verdictWords } from './verdict-words.ts';

interface Compared {
  readonly comparison: Comparison;
  readonly base: readonly ComparableRun[];
  readonly head: readonly ComparableRun[];
  /** `null` where no gate was asked for. */
  readonly gate: GateOutcome | null;
}

/** A comparison in words: the verdict first, what limits it, then a table a lane and what else differs. In English. */
export function comparisonReport({ comparison, base, head, gate }: Compared): Report {
  const { overall, lanes, unmatched, differences } = comparison;
  return {
    title: `Head against base: ${verdictWords(overall)}`,
    lines: [
      ...(gate === null ? [] : [gateWords(gate)]),
      sideLine('Base', base),
      sideLine('Head', head),
      `Over all cells: geometric mean of throughput over ${plural(overall.cellCount, 'cell')} measured in every run.`,
      scopeLine(comparison),
      ...(comparison.inputsDiffer
        ? [
            'The inputs differ: these runs did not score the same texts, so their numbers are no fair comparison.',
          ]
        : []),
      ...(sharedRuns(base, head).length > 0
        ? ['A run stands on both sides and is compared with itself.']
        : []),
      ...onlyLoadTested('Base', base),
      ...onlyLoadTested('Head', head),
      ...unmatched.base.map((lane) => `Only in the base: ${comparedLaneName(lane)}.`),
      ...unmatched.head.map((lane) => `Only in the head: ${comparedLaneName(lane)}.`),
    ],
    parts: [
      ...lanes.map(lanePart),
      {
        title: 'What else differs',
        ...(differences.length === 0
          ? { lines: ['Nothing that a run record knows of.'], table: null }
          : { lines: [], table: { head: ['what', 'base', 'head'], rows: differences.map(differenceRow) } }),
      },
    ],
  };
}

/** "WebGPU · fp16 · model", with what else is not usual. */
export function comparedLaneName(lane: ComparableLane): string {
  const { model, layers, device, dtype, order, paddingMultiple, workers } = lane;
  return [
    deviceKinds[device].name,
    ...(dtype === null ? [] : [dtype]),
    ...(order === 'input' ? ['input order'] : []),
    ...(paddingMultiple > 1 ? [`padded to ${paddingMultiple}`] : []),
    ...(workers > 1 ? [`${workers} workers`] : []),
    modelWords({ id: model, layers: null }),
    ...(layers === null ? [] : [plural(layers, 'layer')]),
  ].join(' · ');
}

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function sideLine(side: string, runs: readonly ComparableRun[]): string {
  const places = runs.map(({ label, environment: { browser, os, adapter } }) =>
    [...(label === '' ? [] : [label]), adapter?.name ?? 'no GPU', browser, os].join(', '),
  );
  const days = runs.map(({ startedAt }) => startedAt.slice(0, 10)).sort();
  const when = [...new Set([days[0], days.at(-1)])].join(' to ');
  return `${side}: ${plural(new Set(runs.map(({ id }) => id)).size, 'run')} of ${when} on ${[...new Set(places)].join('; ')}`;
}

/** Runs that a comparison can say nothing about, since sweeps are what it compares. */
function onlyLoadTested(side: string, runs: readonly ComparableRun[]): string[] {
  const count = runs.filter(
    ({ loadTestCount = 0, lanes }) => loadTestCount > 0 && lanes.every(({ cells }) => cells.length === 0),
  ).length;
  return count === 0 ? [] : [`${side}: ${plural(count, 'run')} of load tests alone, which are not compared.`];
}

function scopeLine({ scope, runCount }: Comparison): string {
  return scope === 'between-runs'
    ? `Between runs: ${runCount.base} against ${runCount.head}, and the intervals show how runs differ.`
    : 'Within-run only: with one run on a side the intervals show how the samples scatter inside a run. Runs differ by more than that, so a small difference may be gone in the next run.';
}

function lanePart(lane: LaneDifference): ReportPart {
  return {
    title: `${comparedLaneName(lane.base)}${lane.suspect ? ' (SUSPECT SCORES: not counted)' : ''}`,
    lines: [
      ...onlyOn('base', lane.base, lane.cells),
      ...onlyOn('head', lane.head, lane.cells),
      ...(lane.cells.some(({ workDiffers }) => workDiffers)
        ? ['Requests marked * carried different numbers of tokens: they are not the same work.']
        : []),
    ],
    table: {
      head: ['pairs', 'batch', 'base, pairs/s', 'head, pairs/s', 'ratio (95 %)', 'head against base'],
      rows: lane.cells.map(cellRow),
    },
  };
}

function cellRow(cell: CellDifference): string[] {
  const { ratio } = cell;
  return [
    String(cell.pairCount),
    batchText(cell),
    figure(cell.basePairsPerSecond),
    figure(cell.headPairsPerSecond),
    ratio === null ? '' : `${figure(ratio.ratio)} (${figure(ratio.low)} to ${figure(ratio.high)})`,
    `${verdictWords(cell)}${cell.workDiffers ? ' *' : ''}`,
  ];
}

type Place = Pick<CellDifference, 'pairCount' | 'batchSize' | 'tokenBudget'>;

const batchText = ({ batchSize, tokenBudget }: Place) =>
  batchSize === null ? `≤ ${tokenBudget ?? '?'} tokens` : String(batchSize);

/** Cells that a side measured and the other did not: memory that ran out, or other settings. They count in nothing. */
function onlyOn(side: string, { cells }: ComparableLane, matched: readonly Place[]): string[] {
  const key = ({ pairCount, batchSize, tokenBudget }: Place) => `${pairCount} ${batchSize} ${tokenBudget}`;
  const common = new Set(matched.map(key));
  const lonely = cells.filter((cell) => !common.has(key(cell)));
  if (lonely.length === 0) return [];
  const names = lonely.map((cell) => `${cell.pairCount} × ${batchText(cell)}`);
  return [`Measured only in the ${side}, and not counted (pairs × batch): ${names.join(', ')}.`];
}

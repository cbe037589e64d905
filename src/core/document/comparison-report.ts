import type { i18n } from 'i18next';
import { deviceKinds } from '../rerank/devices.ts';
import { gpuOptionOf } from '../rerank/gpu-options.ts';
import { laneGraph } from '../rerank/twins.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { figure, plainNumbers } from '../texts/format.ts';
import { browserWords } from './browser-words.ts';
import { batchText } from './columns.ts';
import type { CellDifference, Comparison, LaneDifference } from './comparison.ts';
import { differenceRow, gateWords, verdictWords } from './comparison-words.ts';
import { measuredCells } from './lane-matching.ts';
import { qualityDifferenceWords } from './quality-difference.ts';
import { modelWords } from './record-words.ts';
import type { Report, ReportPart } from './report.ts';
import type { LaneFigures, RunFigures } from './run-figures.ts';
import { type GateOutcome, sharedRuns } from './slowdown-gate.ts';
import { isSuspect } from './suspect-lane.ts';

interface Compared {
  readonly comparison: Comparison;
  readonly base: readonly RunFigures[];
  readonly head: readonly RunFigures[];
  /** `null` where no gate was asked for. */
  readonly gate: GateOutcome | null;
}

/**
 * A comparison in words: the verdict first, what limits it, then a table for each lane and what else differs.
 */
export function comparisonReport(
  { comparison, base, head, gate }: Compared,
  texts: i18n = englishTexts(),
): Report {
  const { t } = texts;
  const { overall, lanes, unmatched, differences, scope, runCount, inputsDiffer } = comparison;
  return {
    title: t('comparisonReport.title', { verdict: verdictWords(overall, texts) }),
    lines: [
      ...(gate === null ? [] : [gateWords(gate, texts)]),
      sideLine(t('compare.base'), base, texts),
      sideLine(t('compare.head'), head, texts),
      t('compare.overallCells', { count: overall.cellCount }),
      t(`compare.scope.${scope}`, runCount),
      ...(inputsDiffer ? [t('compare.inputsDiffer')] : []),
      ...(sharedRuns(base, head).length > 0 ? [t('comparisonReport.runOnBothSides')] : []),
      ...onlyLoadTested(t('compare.base'), base, texts),
      ...onlyLoadTested(t('compare.head'), head, texts),
      ...unmatched.base.map((lane) =>
        t('comparisonReport.laneOnlyInBase', { lane: comparedLaneWords(lane, texts) }),
      ),
      ...unmatched.head.map((lane) =>
        t('comparisonReport.laneOnlyInHead', { lane: comparedLaneWords(lane, texts) }),
      ),
    ],
    parts: [
      ...lanes.map((lane) => lanePart(lane, texts)),
      {
        title: t('compare.differences'),
        ...(differences.length === 0
          ? { lines: [t('compare.noDifferences')], table: null }
          : {
              lines: [],
              table: {
                head: [t('compare.what'), t('compare.base'), t('compare.head')],
                rows: differences.map((one) => differenceRow(one, texts)),
              },
            }),
      },
    ],
  };
}

/** "WebGPU · fp16 · model", and whatever else is not the usual. */
export function comparedLaneWords(lane: LaneFigures, texts: i18n = englishTexts()): string {
  const { t } = texts;
  const { model, device, dtype, order, paddingMultiple, gpuOption, graph, workers } = lane;
  return [
    deviceKinds[device].name,
    ...(dtype === null ? [] : [model.file ?? dtype]),
    ...(order === 'input' ? [t('report.inputOrder')] : []),
    ...(paddingMultiple > 1 ? [t('report.paddedTo', { multiple: paddingMultiple })] : []),
    ...(gpuOption === undefined ? [] : [gpuOption]),
    ...(graph === undefined ? [] : [t('report.fusedGraph')]),
    ...(workers > 1 ? [t('report.workers', { workers })] : []),
    modelWords({ id: model.id, layers: null }, texts),
    ...(model.layers === null ? [] : [t('comparisonReport.layers', { count: model.layers })]),
  ].join(' · ');
}

function sideLine(side: string, runs: readonly RunFigures[], { t }: i18n): string {
  const machines = runs.map(({ label = '', environment: { browser, os, adapter } }) =>
    [
      ...(label === '' ? [] : [label]),
      adapter?.name ?? t('comparisonReport.noGpu'),
      browserWords(browser),
      os,
    ].join(', '),
  );
  const days = runs.map(({ startedAt }) => startedAt.slice(0, 10)).sort();
  const [first = '', last = first] = [days[0], days.at(-1)];
  return t('comparisonReport.side', {
    side,
    count: new Set(runs.map(({ id }) => id)).size,
    days: first === last ? first : t('comparisonReport.days', { first, last }),
    machines: [...new Set(machines)].join('; '),
  });
}

/** A line about runs that have only load tests, since only sweeps are compared. */
function onlyLoadTested(side: string, runs: readonly RunFigures[], { t }: i18n): string[] {
  const count = runs.filter(
    ({ loadTests = [], lanes }) =>
      loadTests.length > 0 && lanes.every((lane) => measuredCells(lane).length === 0),
  ).length;
  return count === 0 ? [] : [t('comparisonReport.onlyLoadTests', { side, count })];
}

function lanePart(lane: LaneDifference, texts: i18n): ReportPart {
  const { t } = texts;
  const name = comparedLaneWords(lane.base, texts);
  const onlyInBase = unmatchedCells(lane.base, lane.cells, texts);
  const onlyInHead = unmatchedCells(lane.head, lane.cells, texts);
  return {
    title: lane.suspect ? t('comparisonReport.suspectLane', { lane: name }) : name,
    lines: [
      ...(onlyInBase === '' ? [] : [t('comparisonReport.cellsOnlyInBase', { cells: onlyInBase })]),
      ...(onlyInHead === '' ? [] : [t('comparisonReport.cellsOnlyInHead', { cells: onlyInHead })]),
      ...(lane.cells.some(({ workDiffers }) => workDiffers) ? [t('compare.workDiffers')] : []),
      ...(lane.quality === undefined ? [] : qualityDifferenceWords(lane.quality, texts)),
    ],
    table: {
      head: [
        t('compare.pairs'),
        t('compare.batch'),
        t('compare.baseRate'),
        t('compare.headRate'),
        t('comparisonReport.ratio'),
        t('compare.verdict'),
      ],
      rows: lane.cells.map((cell) => cellRow(cell, texts)),
    },
  };
}

function cellRow(cell: CellDifference, texts: i18n): string[] {
  const { ratio } = cell;
  return [
    String(cell.pairCount),
    batchText(texts, cell, plainNumbers, 'markdown'),
    figure(cell.basePairsPerSecond),
    figure(cell.headPairsPerSecond),
    ratio === null
      ? ''
      : texts.t('comparisonReport.ratioWithInterval', {
          ratio: figure(ratio.ratio),
          low: figure(ratio.low),
          high: figure(ratio.high),
        }),
    `${verdictWords(cell, texts)}${cell.workDiffers ? ' *' : ''}`,
  ];
}

type CellKey = Pick<CellDifference, 'pairCount' | 'batchSize' | 'tokenBudget'>;

/**
 * Cells that only this side measured, because memory ran out on the other or its settings differ. They are
 * not counted anywhere.
 */
function unmatchedCells(lane: LaneFigures, matched: readonly CellKey[], texts: i18n): string {
  const key = ({ pairCount, batchSize, tokenBudget }: CellKey) => `${pairCount} ${batchSize} ${tokenBudget}`;
  const common = new Set(matched.map(key));
  return measuredCells(lane)
    .filter((cell) => !common.has(key(cell)))
    .map((cell) => `${cell.pairCount} × ${batchText(texts, cell, plainNumbers, 'markdown')}`)
    .join(', ');
}

/** The name and version of a comparison as JSON; a change that breaks a reader needs a new number. */
const comparisonSchemaId = 'rerank-bench/comparison@1';

/** The comparison as the text of a file; `gate` is `null` where none was asked for. */
export function comparisonToJson(
  { lanes, unmatched, ...rest }: Comparison,
  gate: GateOutcome | null,
): string {
  // The fields keep the order in which they were always written.
  const { scope, runCount, inputsDiffer, differences, overall } = rest;
  const document = {
    ...{ schema: comparisonSchemaId, gate, scope, runCount, inputsDiffer, differences },
    lanes: lanes.map((lane) => ({ ...lane, base: laneJson(lane.base), head: laneJson(lane.head) })),
    unmatched: { base: unmatched.base.map(laneJson), head: unmatched.head.map(laneJson) },
    overall,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A lane as in version 1 of that document. */
function laneJson(lane: LaneFigures) {
  const { id, model, device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple } = lane;
  return {
    ...{ id, model: model.id, layers: model.layers, revision: model.revision },
    ...{ device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple },
    ...gpuOptionOf(lane.gpuOption ?? 'standard'),
    ...laneGraph(lane.graph ?? 'exported'),
    versions: lane.versions,
    suspect: isSuspect(lane),
    cells: measuredCells(lane).map(({ pairCount, batchSize, tokenBudget, latencyMs, tokens }) => {
      const { n, mean: meanMs, ci95 } = latencyMs;
      const halfWidthMs = ci95 === null ? null : (ci95[1] - ci95[0]) / 2;
      return { pairCount, batchSize, tokenBudget, n, meanMs, halfWidthMs, tokens };
    }),
  };
}

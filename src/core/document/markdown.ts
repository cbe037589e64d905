import { loadSettingNames } from '../settings/load-settings.ts';
import { defaultSettings, type SettingName } from '../settings/settings.ts';
import { settingsToQuery } from '../settings/settings-text.ts';
import { figure, mebibytes } from './figure-text.ts';
import { loadParts } from './load-report.ts';
import { laneWords, recommendationWords, runModelWords, twinWords } from './record-words.ts';
import { markdownTable, markdownText, partToMarkdown } from './report.ts';
import type { CellRecord, Environment, LaneRecord, RunRecord } from './run-record.ts';
import { isSuspect } from './run-record.ts';

/**
 * The run as Markdown for an issue or a chat: what was measured where, a table a lane, load tests, recommendations, doubts. In English whatever
 * the page speaks, as CSV and JSON are, because it is read by others than its writer. All text of the record is
 * escaped (`markdownText`).
 */
export function recordToMarkdown(record: RunRecord): string {
  const names = new Map(record.lanes.map((lane) => [lane.id, laneWords(lane)]));
  const nameOf = (id: string) => names.get(id) ?? markdownText(id);
  return [
    heading(record),
    [environmentLine(record.environment), settingsLine(record), ...twinLine(record)].join('\n'),
    ...section('Doubts', warningLines(record)),
    ...section(
      'Recommendations',
      record.recommendations.map((one) => recommendationWords(one, nameOf)),
    ),
    ...record.lanes.filter((lane) => !isOnlyLoadTested(lane, record)).flatMap(laneParts),
    ...loadParts(record).flatMap(partToMarkdown),
    `Run ${markdownText(record.id)}, ${record.startedAt}, Rerank Bench ${markdownText(record.app.version)}.`,
  ]
    .join('\n\n')
    .concat('\n');
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [`### ${title}`, lines.map((line) => `- ${line}`).join('\n')];

function twinLine(record: RunRecord): string[] {
  const words = twinWords(record);
  return words === null ? [] : [`- **${words}**`];
}

function heading({ label, state, ...record }: RunRecord): string {
  const model = markdownText(runModelWords(record));
  const where = label === undefined ? '' : `, ${markdownText(label)}`;
  return `## Rerank Bench: ${model}${where}${state === 'done' ? '' : ` (run ${state})`}`;
}

function environmentLine(environment: Environment): string {
  const { browser, os, hardwareConcurrency, adapter, crossOriginIsolated } = environment;
  const gpu =
    adapter === null
      ? 'no WebGPU adapter'
      : `GPU ${markdownText(adapter.name)}${adapterMarks(adapter)
          .map((mark) => ` (${mark})`)
          .join('')}`;
  const parts = [
    markdownText(browser),
    markdownText(os),
    gpu,
    `${hardwareConcurrency} hardware threads`,
    ...(crossOriginIsolated ? [] : ['not cross-origin isolated']),
  ];
  return `- Environment: ${parts.join(' · ')}`;
}

function adapterMarks({ nameSource, isSoftware }: NonNullable<Environment['adapter']>): string[] {
  return [
    ...(isSoftware ? ['**software: computes on the CPU**'] : []),
    ...(nameSource === 'webgl' ? ['name from WebGL'] : []),
    ...(nameSource === 'none' ? ['name unknown'] : []),
  ];
}

function settingsLine({ settings, input, lanes, loadTests = [] }: RunRecord): string {
  const { maxLength, repetitions, seed, sample, label } = defaultSettings;
  // Without what the line says in words, and the label, which the heading has.
  const told = { maxLength, repetitions, seed, sample, label };
  // What a load test would have done says nothing of a run without any.
  const isMeant = (name: SettingName) => loadTests.length > 0 || !isLoadSetting(name);
  const changed = settingsToQuery({ ...defaultSettings, ...settings, ...told }).filter(([name]) =>
    isMeant(name),
  );
  const rounds = settings.repetitions === null ? 'adaptive rounds' : `${settings.repetitions} rounds`;
  const parts = [
    `max length ${settings.maxLength}`,
    ...(loadTests.length > 0 && lanes.every(({ cells }) => cells.length === 0) ? [] : [rounds]),
    `seed ${settings.seed}`,
    `input of ${input.pairCount} pairs${input.sample === undefined ? '' : ` (sample ${markdownText(input.sample)})`}`,
  ];
  const link =
    changed.length === 0
      ? 'all else default'
      : changed.map(([name, value]) => `${name}=${markdownText(value)}`).join(' ');
  return `- Settings: ${parts.join(' · ')} · ${link}`;
}

const isLoadSetting = (name: SettingName) => loadSettingNames.some((one) => one === name);

/** A lane that is there for its load tests, about which there is nothing else to tell. */
const isOnlyLoadTested = (
  { id, state, cells, error, scoreCheck }: LaneRecord,
  { loadTests = [] }: RunRecord,
) =>
  cells.length === 0 &&
  state === 'done' &&
  error === undefined &&
  scoreCheck?.verdict !== 'suspect' &&
  loadTests.some(({ laneId }) => laneId === id);

function warningLines({ warnings, lanes }: RunRecord): string[] {
  return [
    ...lanes
      .filter(isSuspect)
      .map((lane) => `⚠ **Suspect scores** on ${laneWords(lane)}: its figures count for nothing.`),
    ...warnings.map(({ code, message }) => `⚠ ${markdownText(message === '' ? code : message)}`),
  ];
}

function laneParts(lane: LaneRecord): string[] {
  const mark = isSuspect(lane) ? ' ⚠ SUSPECT SCORES' : '';
  const ended = lane.state === 'done' ? '' : ` (${lane.state})`;
  const notes = [
    ...(lane.error === undefined
      ? []
      : [`${markdownText(lane.error.code)}: ${markdownText(lane.error.message)}`]),
    ...(lane.scoreCheck?.findings ?? []).map(
      ({ code, message }) => `Scores: ${markdownText(message === '' ? code : message)}`,
    ),
  ];
  return [
    `### ${laneWords(lane)}${ended}${mark}`,
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
    ...(lane.cells.length === 0 ? [] : [markdownTable(tableHead, lane.cells.map(tableRow))]),
  ];
}

const tableHead = [
  'pairs',
  'batch',
  'pairs/s',
  'latency, ms (mean ± 95 %)',
  'median, ms',
  'P95, ms',
  'memory',
  'state',
];

function tableRow(cell: CellRecord): string[] {
  const batch = cell.batchSize === null ? `≤ ${cell.tokenBudget ?? '?'} tokens` : String(cell.batchSize);
  const state = cell.reason === undefined ? cell.state : `${cell.state}: ${markdownText(cell.reason)}`;
  if (cell.state !== 'measured') return [String(cell.pairCount), batch, '', '', '', '', '', state];
  const { mean, ci95, median, p95, n } = cell.latencyMs;
  const half = ci95 === null ? '' : ` ± ${figure((ci95[1] - ci95[0]) / 2)}`;
  return [
    String(cell.pairCount),
    batch,
    figure(cell.pairsPerSecond),
    `${figure(mean)}${half}`,
    figure(median),
    p95 === undefined ? '' : figure(p95),
    [
      ...(cell.gpuBytes === null ? [] : [`GPU ${mebibytes(cell.gpuBytes.peak)}`]),
      ...(cell.wasmBytes === null ? [] : [`WASM ${mebibytes(cell.wasmBytes)}`]),
    ].join(', '),
    `${state} (n = ${n})`,
  ];
}

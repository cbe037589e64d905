import type { i18n } from 'i18next';
import { loadTestSettingNames } from '../settings/load-test-settings.ts';
import { defaultSettings, type SettingName } from '../settings/settings.ts';
import { settingsToQuery } from '../settings/settings-text.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { plainNumbers } from '../texts/format.ts';
import { recordedText } from '../texts/message.ts';
import { browserWords } from './browser-words.ts';
import { cellOutcome } from './cell-outcome.ts';
import { batchText, columnText, columnTitle, shownColumns } from './columns.ts';
import { evidenceWords } from './evidence-words.ts';
import { loadParts } from './load-report.ts';
import { profileParts } from './profile-report.ts';
import { qualityOfRecord } from './quality-report.ts';
import { laneWords, recommendationWords, runModelWords, twinWords } from './record-words.ts';
import { markdownTable, markdownText, partToMarkdown, type ReportPart } from './report.ts';
import type { CellRecord, Environment, LaneRecord, RunRecord } from './run-record.ts';
import { isSuspect } from './suspect-lane.ts';

/**
 * The run as Markdown for an issue or a chat: what was measured where, doubts, recommendations, a table for
 * each lane, and load tests. It is in English unless another language is asked for, because people other than
 * its author read it. All text from the record is escaped (`markdownText`).
 *
 * @param answer what a standard suite answers, which then comes first
 */
export function recordToMarkdown(
  record: RunRecord,
  texts: i18n = englishTexts(),
  answer: readonly ReportPart[] = [],
): string {
  const { t } = texts;
  const names = new Map(record.lanes.map((lane) => [lane.id, laneWords(lane, texts)]));
  const nameOf = (id: string) => names.get(id) ?? markdownText(id);
  const quality = qualityOfRecord(record, nameOf, texts);
  return [
    heading(record, texts),
    [
      environmentLine(record.environment, texts),
      settingsLine(record, texts),
      ...twinLine(record, texts),
      ...evidenceLine(record, texts),
    ].join('\n'),
    ...answer.flatMap(partToMarkdown),
    ...section(t('report.doubts'), warningLines(record, texts)),
    ...section(t('report.recommendations'), [
      ...record.recommendations.map((one) => recommendationWords(one, nameOf, texts)),
      ...quality.advice,
    ]),
    ...quality.parts.flatMap(partToMarkdown),
    ...record.lanes
      .filter((lane) => !isOnlyLoadTested(lane, record))
      .flatMap((lane) => laneParts(lane, texts)),
    ...profileParts(record, texts).flatMap(partToMarkdown),
    ...loadParts(record, texts).flatMap(partToMarkdown),
    t('report.source', {
      id: markdownText(record.id),
      startedAt: record.startedAt,
      version: markdownText(record.app.version),
    }),
  ]
    .join('\n\n')
    .concat('\n');
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [`### ${title}`, lines.map((line) => `- ${line}`).join('\n')];

function twinLine(record: RunRecord, texts: i18n): string[] {
  const words = twinWords(record, texts);
  return words === null ? [] : [`- **${words}**`];
}

function evidenceLine({ evidence }: RunRecord, texts: i18n): string[] {
  const words = evidence === undefined ? [] : evidenceWords(evidence, texts, plainNumbers);
  return words.length === 0 ? [] : [`- ${words.join(texts.t('joint.sentences'))}`];
}

function heading({ label, state, ...record }: RunRecord, texts: i18n): string {
  const { t } = texts;
  const run = [runModelWords(record, texts), ...(label === undefined ? [] : [label])]
    .map((text) => markdownText(text))
    .join(t('joint.parts'));
  const title = t('report.heading', { run });
  return `## ${state === 'done' ? title : t('report.ranUntil', { run: title, state: t(`report.state.${state}`) })}`;
}

function environmentLine(environment: Environment, { t }: i18n): string {
  const { browser, os, hardwareConcurrency, adapter, crossOriginIsolated } = environment;
  const marks = adapter === null ? [] : adapterMarks(adapter, { t });
  const facts = [
    markdownText(browserWords(browser)),
    markdownText(os),
    adapter === null
      ? t('report.noAdapter')
      : [t('report.gpu', { name: markdownText(adapter.name) }), ...marks.map((mark) => `(${mark})`)].join(
          ' ',
        ),
    t('report.hardwareThreads', { threads: hardwareConcurrency }),
    ...(crossOriginIsolated ? [] : [t('report.notIsolated')]),
  ];
  return `- ${t('report.environment', { facts: facts.join(' · ') })}`;
}

function adapterMarks(
  { nameSource, isSoftware }: NonNullable<Environment['adapter']>,
  { t }: Pick<i18n, 't'>,
): string[] {
  return [
    ...(isSoftware ? [`**${t('report.software')}**`] : []),
    ...(nameSource === 'webgl' ? [t('report.namedByWebgl')] : []),
    ...(nameSource === 'none' ? [t('report.noName')] : []),
  ];
}

function settingsLine({ settings, input, lanes, loadTests = [] }: RunRecord, { t }: i18n): string {
  const { maxLength, repetitions, seed, sample, label } = defaultSettings;
  // The line says these in words, and the heading has the label.
  const told = { maxLength, repetitions, seed, sample, label };
  // Settings of load tests say nothing about a run without any.
  const isMeant = (name: SettingName) => loadTests.length > 0 || !isLoadTestSetting(name);
  const changed = settingsToQuery({ ...defaultSettings, ...settings, ...told }).filter(([name]) =>
    isMeant(name),
  );
  const rounds =
    settings.repetitions === null
      ? t('report.adaptiveRounds')
      : t('report.rounds', { rounds: settings.repetitions });
  const facts = [
    t('report.maxLength', { tokens: settings.maxLength }),
    ...(loadTests.length > 0 && lanes.every(({ cells }) => cells.length === 0) ? [] : [rounds]),
    t('report.seed', { seed: settings.seed }),
    input.sample === undefined
      ? t('report.input', { pairs: input.pairCount })
      : t('report.sampleInput', { pairs: input.pairCount, name: markdownText(input.sample) }),
    changed.length === 0
      ? t('report.allDefault')
      : changed.map(([name, value]) => `${name}=${markdownText(value)}`).join(' '),
  ];
  return `- ${t('report.settings', { facts: facts.join(' · ') })}`;
}

const isLoadTestSetting = (name: SettingName) => loadTestSettingNames.some((one) => one === name);

/** Whether a lane has load tests and nothing else to report. */
const isOnlyLoadTested = (
  { id, state, cells, error, scoreCheck }: LaneRecord,
  { loadTests = [] }: RunRecord,
) =>
  cells.length === 0 &&
  state === 'done' &&
  error === undefined &&
  scoreCheck?.verdict !== 'suspect' &&
  loadTests.some(({ laneId }) => laneId === id);

function warningLines({ warnings, lanes }: RunRecord, texts: i18n): string[] {
  return [
    ...lanes
      .filter(isSuspect)
      .map((lane) => `⚠ ${texts.t('report.suspectLane', { lane: laneWords(lane, texts) })}`),
    ...warnings.map((warning) => `⚠ ${markdownText(recordedText(texts, 'warning', warning))}`),
  ];
}

function laneParts(lane: LaneRecord, texts: i18n): string[] {
  const { t } = texts;
  const title = [
    laneWords(lane, texts),
    ...(lane.state === 'done' ? [] : [`(${t(`report.state.${lane.state}`)})`]),
    ...(isSuspect(lane) ? [`⚠ ${t('report.suspect')}`] : []),
  ].join(' ');
  const notes = [
    ...(lane.error === undefined
      ? []
      : [
          t('report.stateAndReason', {
            state: markdownText(recordedText(texts, 'reason', { code: lane.error.code })),
            reason: markdownText(lane.error.message),
          }),
        ]),
    ...(lane.scoreCheck?.findings ?? []).map((finding) =>
      t('report.scores', { finding: markdownText(recordedText(texts, 'scoreFinding', finding)) }),
    ),
  ];
  return [
    `### ${title}`,
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
    ...(lane.cells.length === 0 ? [] : [laneTable(lane, texts)]),
  ];
}

function laneTable(lane: LaneRecord, texts: i18n): string {
  const names = ['pairCount', 'batchSize', ...shownColumns.markdown, 'state'] as const;
  return markdownTable(
    names.map((name) => columnTitle(texts, name, 'markdown')),
    lane.cells.map((cell) => [
      String(cell.pairCount),
      batchText(texts, cell, plainNumbers, 'markdown'),
      ...shownColumns.markdown.map((name) =>
        cell.state === 'measured' ? (columnText(name, cell, lane, plainNumbers) ?? '') : '',
      ),
      cellState(cell, lane, texts),
    ]),
  );
}

/** "measured: stopped (n = 21)" */
function cellState(cell: CellRecord, lane: LaneRecord, texts: i18n): string {
  const { t } = texts;
  const outcome = cellOutcome(cell, lane);
  const state = t(`report.state.${outcome.state}`);
  const text =
    outcome.reason === undefined
      ? state
      : t('report.stateAndReason', {
          state,
          reason: markdownText(recordedText(texts, 'reason', { code: outcome.reason })),
        });
  return cell.state === 'measured' ? `${text} (n = ${cell.latencyMs.n})` : text;
}

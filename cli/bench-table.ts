import type { i18n } from 'i18next';
import { cellOutcome } from '../src/core/document/cell-outcome.ts';
import { batchText, columnText, columnTitle, shownColumns } from '../src/core/document/columns.ts';
import { profileParts } from '../src/core/document/profile-report.ts';
import { qualityOfRecord } from '../src/core/document/quality-report.ts';
import { recommendationWords } from '../src/core/document/record-words.ts';
import { oneLine } from '../src/core/document/report.ts';
import type { CellRecord, LaneRecord, RunRecord } from '../src/core/document/run-record.ts';
import { isSuspect } from '../src/core/document/suspect-lane.ts';
import { suiteParts } from '../src/core/suite/suite-words.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { plainNumbers } from '../src/core/texts/format.ts';
import { recordedText } from '../src/core/texts/message.ts';
import { recordHead, short } from './record-head.ts';
import { partLines } from './report-text.ts';
import { textTable } from './text-table.ts';
import { laneName } from './verdict.ts';

/** A run as an aligned table for a terminal: first where it was measured, last what to set. */
export function recordToTable(record: RunRecord, texts: i18n = textsOf('en')): string {
  const { lanes, recommendations } = record;
  const names = new Map(lanes.map((lane) => [lane.id, laneName(lane, texts)]));
  const head = ['lane', 'pairCount', 'batchSize', ...shownColumns.terminal, 'state'] as const;
  const rows = lanes.flatMap((lane) => lane.cells.map((cell) => cellRow(cell, lane, texts)));
  const nameOf = (id: string) => names.get(id) ?? id;
  const quality = qualityOfRecord(record, nameOf, texts);
  const advice = [
    ...recommendations.map((one) => plain(recommendationWords(one, nameOf, texts))),
    ...quality.advice.map(plain),
  ];
  return [
    ...recordHead(record, texts),
    ...suiteParts(record, texts).flatMap(partLines),
    '',
    ...textTable(
      head.map((name) => columnTitle(texts, name, 'terminal')),
      rows,
      [0, head.length - 1],
    ),
    ...quality.parts.flatMap(partLines),
    ...profileParts(record, texts).flatMap(partLines),
    ...(advice.length === 0 ? [] : ['', ...advice]),
  ]
    .join('\n')
    .concat('\n');
}

/** Recommendations are Markdown. A terminal does not need their stars. */
const plain = (markdown: string) => oneLine(markdown.replaceAll('**', ''), 1000);

function cellRow(cell: CellRecord, lane: LaneRecord, texts: i18n): string[] {
  const { t } = texts;
  const outcome = cellOutcome(cell, lane);
  const state = t(`report.state.${outcome.state}`);
  return [
    isSuspect(lane) ? `${laneName(lane, texts)} ${t('report.suspectBrief')}` : laneName(lane, texts),
    String(cell.pairCount),
    batchText(texts, cell, plainNumbers, 'terminal'),
    ...shownColumns.terminal.map((name) =>
      cell.state === 'measured' ? (columnText(name, cell, lane, plainNumbers) ?? '') : '',
    ),
    short(
      outcome.reason === undefined
        ? state
        : t('report.stateAndReason', {
            state,
            reason: recordedText(texts, 'reason', { code: outcome.reason }),
          }),
    ),
  ];
}

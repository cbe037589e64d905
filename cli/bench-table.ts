import { figure, mebibytes } from '../src/core/document/figure-text.ts';
import { recommendationWords } from '../src/core/document/record-words.ts';
import { oneLine } from '../src/core/document/report.ts';
import type { CellRecord, RunRecord } from '../src/core/document/run-record.ts';
import { isSuspect } from '../src/core/document/run-record.ts';
import { laneName } from './bench-verdict.ts';
import { recordHead, short } from './record-head.ts';
import { textTable } from './text-table.ts';

const head = [
  'lane',
  'pairs',
  'batch',
  'pairs/s',
  'mean ms',
  '± 95 %',
  'median',
  'P95',
  'memory',
  'n',
  'state',
];

/** A run as an aligned table for a terminal, with where it was measured above and what to set below. */
export function recordToTable(record: RunRecord): string {
  const { lanes, recommendations } = record;
  const names = new Map(lanes.map((lane) => [lane.id, laneName(lane)]));
  const rows = lanes.flatMap((lane) =>
    lane.cells.map((cell) => [`${laneName(lane)}${isSuspect(lane) ? ' SUSPECT' : ''}`, ...cellRow(cell)]),
  );
  const advice = recommendations.map((one) => plain(recommendationWords(one, (id) => names.get(id) ?? id)));
  return [
    ...recordHead(record),
    '',
    ...textTable(head, rows, [0, head.length - 1]),
    ...(advice.length === 0 ? [] : ['', ...advice]),
  ]
    .join('\n')
    .concat('\n');
}

/** The words are Markdown, of which a terminal needs no stars. */
const plain = (markdown: string) => oneLine(markdown.replaceAll('**', ''), 1000);

function cellRow(cell: CellRecord): string[] {
  const place = [
    String(cell.pairCount),
    cell.batchSize === null ? `≤${cell.tokenBudget} tok` : String(cell.batchSize),
  ];
  const state = short(cell.reason === undefined ? cell.state : `${cell.state}: ${cell.reason}`);
  if (cell.state !== 'measured') return [...place, '', '', '', '', '', '', '', state];
  const { mean, ci95, median, p95, n } = cell.latencyMs;
  const memory = cell.gpuBytes?.peak ?? cell.wasmBytes;
  return [
    ...place,
    figure(cell.pairsPerSecond),
    figure(mean),
    ci95 === null ? '' : figure((ci95[1] - ci95[0]) / 2),
    figure(median),
    p95 === undefined ? '' : figure(p95),
    memory === null ? '' : mebibytes(memory),
    String(n),
    state,
  ];
}

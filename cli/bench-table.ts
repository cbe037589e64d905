import { figure, mebibytes } from '../src/core/record/figure-text.ts';
import { runModelWords, twinWords } from '../src/core/record/model-words.ts';
import { oneLine } from '../src/core/record/one-line.ts';
import { recommendationWords } from '../src/core/record/recommendation-words.ts';
import type { CellRecord, RunRecord } from '../src/core/record/run-record.ts';
import { isSuspect } from '../src/core/record/suspect-lane.ts';
import { laneName } from './bench-verdict.ts';
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

/** Texts that came from elsewhere (a label, an adapter's name) hold to one line and to a length. */
const maxCharacters = 100;
const short = (text: string) => oneLine(text, maxCharacters);

/** A run as an aligned table for a terminal, with where it was measured above and what to set below. */
export function recordToTable(record: RunRecord): string {
  const { environment, lanes, label, recommendations, state } = record;
  const { adapter } = environment;
  const twin = twinWords(record);
  const names = new Map(lanes.map((lane) => [lane.id, laneName(lane)]));
  const rows = lanes.flatMap((lane) =>
    lane.cells.map((cell) => [`${laneName(lane)}${isSuspect(lane) ? ' SUSPECT' : ''}`, ...cellRow(cell)]),
  );
  const where = [
    short(environment.browser),
    short(environment.os),
    adapter === null
      ? 'no WebGPU adapter'
      : `${short(adapter.name)}${adapter.isSoftware ? ' (software: computes on the CPU)' : ''}`,
  ];
  const advice = recommendations.map((one) => plain(recommendationWords(one, (id) => names.get(id) ?? id)));
  return [
    [runModelWords(record), ...(label === undefined ? [] : [label])].map(short).join(' · ') +
      (state === 'done' ? '' : ` (run ${state})`),
    where.join(' · '),
    ...(twin === null ? [] : [twin]),
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

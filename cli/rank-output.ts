import type { i18n } from 'i18next';
import { csvDocument } from '../src/core/document/csv.ts';
import { rankingQuality } from '../src/core/document/lane-quality.ts';
import { rankingQualityWords } from '../src/core/document/quality-report.ts';
import { modelWords } from '../src/core/document/record-words.ts';
import { oneLine } from '../src/core/document/report.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { figure } from '../src/core/texts/format.ts';
import { messageText } from '../src/core/texts/message.ts';
import type { PageRanking } from './driven-page.ts';
import { cutToWidth, textTable, widthOf } from './text-table.ts';

export const rankFormats = ['table', 'json', 'csv'] as const;
export type RankFormat = (typeof rankFormats)[number];

type Ranked = Pick<PageRanking, 'query' | 'modelId' | 'layers' | 'deviceUsed' | 'dtype'> & {
  /** A hosted page may be older than these. */
  readonly file?: PageRanking['file'];
  readonly findings?: PageRanking['findings'];
  readonly cut?: PageRanking['cut'];
  readonly rows: readonly Pick<
    PageRanking['rows'][number],
    'text' | 'id' | 'relevance' | 'score' | 'probability' | 'oldPlace'
  >[];
};

export const hasOnlyNumbers = ({ rows }: Ranked): boolean =>
  rows.every(({ score }) => Number.isFinite(score));

/** Whether the scores cannot be trusted, and the order with them. */
export const isSuspectRanking = (ranked: Ranked): boolean =>
  (ranked.findings ?? []).length > 0 || !hasOnlyNumbers(ranked);

/**
 * Says that the model's context is shorter than max length, where that cut documents: rule 11
 * (docs/method.md).
 */
export const clampNotice = (
  { cut, maxLength }: Pick<PageRanking, 'cut' | 'maxLength'>,
  texts: i18n = textsOf('en'),
): string | null =>
  cut === undefined || cut.tokens >= maxLength
    ? null
    : messageText(texts, {
        key: 'notice.maxLengthClamped',
        values: { asked: maxLength, context: cut.tokens },
      });

/**
 * The text of a ranking in a format, including its last line end.
 *
 * @param columns the width of the screen, if there is one
 */
export function rankText(
  ranking: Ranked,
  format: RankFormat,
  columns: number | undefined,
  texts: i18n = textsOf('en'),
): string {
  switch (format) {
    case 'json':
      return rankJson(ranking);
    case 'csv':
      return rankCsv(ranking);
    case 'table':
      return rankTable(ranking, columns ?? 120, texts);
    default:
      return format satisfies never;
  }
}

/**
 * The form that scripts rely on (docs/command-line.md). JSON writes a score that is not a number as `null`.
 * `file` is only there where the weights' file is not the dtype's own, `suspect` and `findings` where the
 * scores cannot be trusted, `cut` where documents were cut, `ndcg10` and `mrr10` where documents carry relevance and one is relevant.
 */
function rankJson(ranked: Ranked): string {
  const { query, modelId, deviceUsed, dtype, file, rows, findings = [], cut } = ranked;
  const doubt = isSuspectRanking(ranked) && { suspect: true, findings };
  const quality = rankingQuality(rows);
  const results = rows.map(({ text, id, relevance, score, probability, oldPlace }) => ({
    index: oldPlace - 1,
    ...(id !== undefined && { id }),
    ...(relevance !== undefined && { relevance }),
    score,
    probability,
    document: text,
  }));
  const figures = quality && { ndcg10: quality.ndcg, mrr10: quality.mrr };
  const head = {
    query,
    model: modelId,
    device: deviceUsed,
    dtype,
    ...(file !== undefined && { file }),
    ...doubt,
    ...(cut && { cut }),
    ...figures,
  };
  return `${JSON.stringify({ ...head, results }, null, 2)}\n`;
}

/** A row for each document, best first. A score that is not a number is an empty field. */
function rankCsv({ rows }: Ranked): string {
  const number = (value: number) => (Number.isFinite(value) ? value : null);
  return csvDocument(
    ['place', 'index', 'id', 'relevance', 'score', 'probability', 'document'],
    rows.map(({ text, id, relevance, score, probability, oldPlace }, place) => [
      place + 1,
      oldPlace - 1,
      id,
      relevance,
      number(score),
      number(probability),
      text,
    ]),
  );
}

function rankTable(
  { query, modelId, layers, deviceUsed, dtype, file, rows, cut }: Ranked,
  columns: number,
  texts: i18n,
): string {
  const { t } = texts;
  const ids = rows.some(({ id }) => id !== undefined)
    ? rows.map(({ id = '' }) => cutToWidth(oneLine(id, 24), 24))
    : null;
  const idWidth = ids === null ? 0 : 2 + Math.max(2, ...ids.map(widthOf));
  // The width left beside the other columns.
  const room = Math.max(20, Math.floor(columns) - 34 - idWidth);
  const head = [
    'place',
    'index',
    ...(ids === null ? [] : ['id']),
    'score',
    'probability',
    'document',
  ] as const;
  const table = textTable(
    head.map((name) => t(`terminal.rankTable.${name as 'id'}`)),
    rows.map(({ text, score, probability, oldPlace }, place) => [
      String(place + 1),
      String(oldPlace - 1),
      ...(ids === null ? [] : [ids[place] ?? '']),
      figure(score),
      figure(probability),
      cutToWidth(oneLine(text, room), room),
    ]),
    ids === null ? [4] : [2, 5],
  );
  const quality = rankingQuality(rows);
  const model = oneLine(modelWords({ id: modelId, layers }, texts), 100);
  const lines = [
    oneLine(query, 200),
    `${model} · ${deviceUsed} · ${oneLine(file ?? dtype, 100)}`,
    ...(cut ? [t('ranking.cut', { count: cut.documents, total: rows.length, tokens: cut.tokens })] : []),
    '',
    ...table,
    ...(quality === null ? [] : ['', rankingQualityWords(quality, texts)]),
  ];
  return `${lines.join('\n')}\n`;
}

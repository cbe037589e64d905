import type { i18n } from 'i18next';
import { modelWords } from '../src/core/document/record-words.ts';
import { oneLine } from '../src/core/document/report.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { figure } from '../src/core/texts/format.ts';
import type { PageRanking } from './driven-page.ts';
import { cutToWidth, textTable } from './text-table.ts';

export const rankFormats = ['table', 'json'] as const;
export type RankFormat = (typeof rankFormats)[number];

type Ranked = Pick<PageRanking, 'query' | 'modelId' | 'layers' | 'deviceUsed' | 'dtype'> & {
  /** A hosted page may be older than these. */
  readonly findings?: PageRanking['findings'];
  readonly rows: readonly Pick<PageRanking['rows'][number], 'text' | 'score' | 'probability' | 'oldPlace'>[];
};

export const hasOnlyNumbers = ({ rows }: Ranked): boolean =>
  rows.every(({ score }) => Number.isFinite(score));

/** Whether the scores cannot be trusted, and the order with them. */
export const isSuspectRanking = (ranked: Ranked): boolean =>
  (ranked.findings ?? []).length > 0 || !hasOnlyNumbers(ranked);

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
    case 'table':
      return rankTable(ranking, columns ?? 120, texts);
    default:
      return format satisfies never;
  }
}

/**
 * The form that scripts rely on (docs/command-line.md). JSON writes a score that is not a number as `null`.
 * `suspect` and `findings` are only there where the scores cannot be trusted.
 */
function rankJson(ranked: Ranked): string {
  const { query, modelId, deviceUsed, dtype, rows, findings = [] } = ranked;
  const doubt = isSuspectRanking(ranked) && { suspect: true, findings };
  const results = rows.map(({ text, score, probability, oldPlace }) => ({
    index: oldPlace - 1,
    score,
    probability,
    document: text,
  }));
  return `${JSON.stringify({ query, model: modelId, device: deviceUsed, dtype, ...doubt, results }, null, 2)}\n`;
}

function rankTable(
  { query, modelId, layers, deviceUsed, dtype, rows }: Ranked,
  columns: number,
  texts: i18n,
): string {
  const { t } = texts;
  // The width left beside the other columns.
  const room = Math.max(20, Math.floor(columns) - 34);
  const table = textTable(
    (['place', 'index', 'score', 'probability', 'document'] as const).map((name) =>
      t(`terminal.rankTable.${name}`),
    ),
    rows.map(({ text, score, probability, oldPlace }, place) => [
      String(place + 1),
      String(oldPlace - 1),
      figure(score),
      figure(probability),
      cutToWidth(oneLine(text, room), room),
    ]),
    [4],
  );
  return `${[oneLine(query, 200), `${oneLine(modelWords({ id: modelId, layers }, texts), 100)} · ${deviceUsed} · ${dtype}`, '', ...table].join('\n')}\n`;
}

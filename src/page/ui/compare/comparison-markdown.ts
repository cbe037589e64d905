import { useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import type { Comparison } from '../../../core/document/comparison.ts';
import { differenceRow, verdictWords } from '../../../core/document/comparison-words.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import { useBatchText, useFormat } from '../kit/use-texts.ts';
import { comparedPairName, twinNotes, verdictHeading } from './compared-names.ts';
import type { ReadyRun } from './side-runs.ts';

/** Writes a comparison as Markdown in the page's language. */
export function useComparisonMarkdown(): (
  runs: readonly ReadyRun[],
  comparison: Comparison,
  twin: TwinComparison | null,
) => string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const batchText = useBatchText();
  return (runs, comparison, twin) => {
    const { overall, scope, runCount, inputsDiffer, lanes, differences } = comparison;
    const nameOf = comparedPairName(comparison, t);
    return comparisonMarkdown({
      title: t('compare.title'),
      sides: (['base', 'head'] as const).map((side) => ({
        name: t(`compare.side.${side}`),
        runs: runs
          .filter((one) => one.side === side)
          .map(
            ({ name, run }) =>
              `${name} (${browserWords(run.figures.environment.browser)}, ${run.figures.startedAt})`,
          ),
      })),
      overall: `${t('compare.overall')}: ${verdictWords(overall, i18n)}`,
      notes: [
        ...(twin === null ? [] : twinNotes(twin, comparison, t, format.percent)),
        ...(inputsDiffer ? [t('compare.inputsDiffer')] : []),
        t(`compare.scope.${scope}`, runCount),
      ],
      lanes: lanes.map((lane) => ({
        name: [nameOf(lane), ...(lane.suspect ? [t('compare.suspect')] : [])].join(' · '),
        head: [
          t('compare.pairs'),
          t('compare.batch'),
          t('compare.side.baseRate'),
          t('compare.side.headRate'),
          verdictHeading(twin, t),
        ],
        rows: lane.cells.map((cell) => [
          format.count(cell.pairCount),
          batchText(cell),
          format.rate(cell.basePairsPerSecond),
          format.rate(cell.headPairsPerSecond),
          `${verdictWords(cell, i18n)}${cell.workDiffers ? ` (${t('compare.workDiffersBriefly')})` : ''}`,
        ]),
      })),
      differences:
        differences.length === 0
          ? null
          : {
              title: t('compare.differences'),
              head: [t('compare.what'), t('compare.side.base'), t('compare.side.head')],
              rows: differences.map((one) => differenceRow(one, i18n)),
            },
    });
  };
}

/** Tables and lines of a comparison, all in words already. */
export interface ComparisonWords {
  readonly title: string;
  readonly sides: readonly { readonly name: string; readonly runs: readonly string[] }[];
  readonly overall: string;
  /** What limits it: scope, different inputs, suspect lanes. */
  readonly notes: readonly string[];
  readonly lanes: readonly {
    readonly name: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  }[];
  readonly differences: {
    readonly title: string;
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  } | null;
}

/**
 * A comparison as Markdown, for an issue or a chat. Names come from other people: they cannot end a cell or
 * begin a tag.
 */
export function comparisonMarkdown(words: ComparisonWords): string {
  const { title, sides, overall, notes, lanes, differences } = words;
  const parts = [
    `## ${plain(title)}`,
    sides.map(({ name, runs }) => `- **${plain(name)}**: ${runs.map(plain).join('; ')}`).join('\n'),
    `**${plain(overall)}**`,
    ...notes.map(plain),
    ...lanes.flatMap(({ name, head, rows }) => [`### ${plain(name)}`, table(head, rows)]),
    ...(differences === null
      ? []
      : [`### ${plain(differences.title)}`, table(differences.head, differences.rows)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

/** Text that stays text in Markdown. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#~]/g, (sign) => `\\${sign}`);

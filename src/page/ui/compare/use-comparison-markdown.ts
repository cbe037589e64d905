import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../core/document/comparison.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import { useBatchText } from '../kit/use-batch-text.ts';
import { useFormat } from '../kit/use-format.ts';
import { comparedPairName, twinNotes, verdictHeading } from './compared-names.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { differenceValues } from './difference-values.ts';
import type { ReadyRun } from './side-runs.ts';
import { verdictText } from './verdict-text.ts';

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
        name: t(`compare.${side}`),
        runs: runs
          .filter((one) => one.side === side)
          .map(
            ({ name, run }) => `${name} (${run.comparable.environment.browser}, ${run.comparable.startedAt})`,
          ),
      })),
      overall: `${t('compare.overall')}: ${verdictText(overall, t, i18n.language)}`,
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
          t('compare.baseRate'),
          t('compare.headRate'),
          verdictHeading(twin, t),
        ],
        rows: lane.cells.map((cell) => [
          format.count(cell.pairCount),
          batchText(cell),
          format.rate(cell.basePairsPerSecond),
          format.rate(cell.headPairsPerSecond),
          `${verdictText(cell, t, i18n.language)}${cell.workDiffers ? ` (${t('compare.workDiffersBriefly')})` : ''}`,
        ]),
      })),
      differences:
        differences.length === 0
          ? null
          : {
              title: t('compare.differences'),
              head: [t('compare.what'), t('compare.base'), t('compare.head')],
              rows: differences.map((one) => [
                t(`compare.field.${one.field}`),
                differenceValues(one, 'base', t),
                differenceValues(one, 'head', t),
              ]),
            },
    });
  };
}

import { Table, Title } from '@mantine/core';
import { IconAlertTriangle, IconTestPipe2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../core/document/comparison.ts';
import { differenceRow, verdictWords } from '../../../core/document/comparison-words.ts';
import { qualityDifferenceWords } from '../../../core/document/quality-difference.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import { DataTable } from '../kit/data-table.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './compare.module.css';
import { CompareChart } from './compare-chart.tsx';
import { comparedLaneName, twinNotes } from './compared-names.ts';
import { DifferenceTable } from './difference-table.tsx';
import type { ReadyRun } from './side-runs.ts';

interface ComparisonViewProps {
  readonly runs: readonly ReadyRun[];
  readonly comparison: Comparison;
  /** Set if a twin is compared with its real model. */
  readonly twin: TwinComparison | null;
}

/**
 * The outcome of a comparison: the verdict and how far it reaches, the chart, the cells, and what else
 * differs.
 */
export function ComparisonView({ runs, comparison, twin }: ComparisonViewProps) {
  return (
    <>
      {twin !== null && <TwinNotes twin={twin} comparison={comparison} />}
      <InputWarning comparison={comparison} />
      <Overall comparison={comparison} />
      <CompareChart runs={runs} />
      <DifferenceTable comparison={comparison} twin={twin} />
      <OrderDifferences comparison={comparison} />
      <Unmatched comparison={comparison} />
      <DifferenceList comparison={comparison} />
    </>
  );
}

function InputWarning({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  if (!comparison.inputsDiffer) return null;
  return (
    <div className={classes.warning} role="alert" data-testid="inputs-differ">
      <IconAlertTriangle size={18} aria-hidden />
      <span>{t('compare.inputsDiffer')}</span>
    </div>
  );
}

function Overall({ comparison: { overall, scope, runCount } }: { readonly comparison: Comparison }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={classes.overall} aria-label={t('compare.overall')} data-testid="overall">
      <div className={classes.verdict} data-verdict={overall.verdict.kind}>
        {verdictWords(overall, i18n)}
      </div>
      {overall.cellCount > 0 && <p>{t('compare.overallCells', { count: overall.cellCount })}</p>}
      <p data-testid="scope" data-scope={scope}>
        {t(`compare.scope.${scope}`, runCount)}
      </p>
    </section>
  );
}

/** How the two sides order the documents, lane by lane, where both say. */
function OrderDifferences({ comparison }: { readonly comparison: Comparison }) {
  const { t, i18n } = useTranslation();
  const nameOf = comparedLaneName(comparison, t);
  const lanes = comparison.lanes.flatMap(({ base, quality }) =>
    quality === undefined ? [] : [{ name: nameOf(base), sentences: qualityDifferenceWords(quality, i18n) }],
  );
  if (lanes.every(({ sentences }) => sentences.length === 0)) return null;
  return (
    <section className={classes.block} aria-label={t('quality.title')} data-testid="order-differences">
      <Title order={4}>{t('quality.title')}</Title>
      {lanes.map(({ name, sentences }) => (
        <p key={name}>
          <strong>{name}</strong> {sentences.join(t('joint.sentences'))}
        </p>
      ))}
    </section>
  );
}

function Unmatched({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  const { unmatched, lanes } = comparison;
  const nameOf = comparedLaneName(comparison, t);
  const names = (side: 'base' | 'head') => unmatched[side].map(nameOf).join(', ');
  if (unmatched.base.length + unmatched.head.length === 0) return null;
  return (
    <section className={classes.block} aria-label={t('compare.unmatched')} data-testid="unmatched">
      {lanes.length === 0 && <p>{t('compare.nothingMatched')}</p>}
      {unmatched.base.length > 0 && <p>{t('compare.unmatchedBase', { lanes: names('base') })}</p>}
      {unmatched.head.length > 0 && <p>{t('compare.unmatchedHead', { lanes: names('head') })}</p>}
    </section>
  );
}

interface TwinNotesProps {
  readonly twin: TwinComparison;
  readonly comparison: Comparison;
}

/** Says that a twin is compared with its real model, and what such a comparison cannot tell. */
function TwinNotes({ twin, comparison }: TwinNotesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.twin} role="note" data-testid="twin-comparison">
      <IconTestPipe2 size={18} aria-hidden />
      <div>
        {twinNotes(twin, comparison, t, format.percent).map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  );
}

/** What differs between the sides besides their figures. Any of it may be the cause. */
function DifferenceList({ comparison: { differences } }: { readonly comparison: Comparison }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={classes.block} aria-label={t('compare.differences')} data-testid="what-differs">
      <Title order={4}>{t('compare.differences')}</Title>
      {differences.length === 0 ? (
        <p className={classes.quiet}>{t('compare.noDifferences')}</p>
      ) : (
        <DataTable label={t('compare.differences')} className={classes.facts}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('compare.what')}</Table.Th>
              <Table.Th scope="col">{t('compare.base')}</Table.Th>
              <Table.Th scope="col">{t('compare.head')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differences.map((difference) => {
              const [what, base, head] = differenceRow(difference, i18n);
              return (
                <Table.Tr key={difference.field} data-field={difference.field}>
                  <Table.Th scope="row">{what}</Table.Th>
                  <Table.Td>{base}</Table.Td>
                  <Table.Td>{head}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </DataTable>
      )}
    </section>
  );
}

import { Table } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconTestPipe2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../core/document/comparison.ts';
import { differenceRow, verdictWords } from '../../../core/document/comparison-words.ts';
import { qualityDifferenceWords } from '../../../core/document/quality-difference.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import { DataTable } from '../kit/data-table.tsx';
import { Fold } from '../kit/fold.tsx';
import { useFormat } from '../kit/use-texts.ts';
import answer from '../throughput/answer.module.css';
import classes from './compare.module.css';
import { CompareChart } from './compare-chart.tsx';
import { comparedLaneName, twinNotes, verdictHeading } from './compared-names.ts';
import { DifferenceTable } from './difference-table.tsx';
import type { ReadyRun } from './side-runs.ts';

/** Runs with how they compare. */
export interface Compared {
  readonly runs: readonly ReadyRun[];
  readonly comparison: Comparison;
  /** Set if a twin is compared with its real model. */
  readonly twin: TwinComparison | null;
}

interface ComparisonVerdictProps extends Compared {
  /** Beside the verdict. */
  readonly actions: ReactNode;
}

/** How much faster the later runs are, how far that reaches, and what forbids the comparison. */
export function ComparisonVerdict({ comparison, twin, actions }: ComparisonVerdictProps) {
  return (
    <>
      <Overall comparison={comparison} twin={twin} actions={actions} />
      <InputWarning comparison={comparison} />
      {twin !== null && <TwinNotes twin={twin} comparison={comparison} />}
    </>
  );
}

/** The chart of a comparison, and its tables folded. */
export function ComparisonDetails({ runs, comparison, twin }: Compared) {
  const { t } = useTranslation();
  const { lanes, differences } = comparison;
  return (
    <>
      <CompareChart runs={runs} />
      <Unmatched comparison={comparison} />
      <div>
        {lanes.length > 0 && (
          <Fold id="compare-cells" title={t('compare.table')}>
            <DifferenceTable comparison={comparison} twin={twin} />
          </Fold>
        )}
        <OrderDifferences comparison={comparison} />
        <Fold
          id="compare-rest"
          title={t('compare.differences')}
          note={t('compare.differenceCount', { count: differences.length })}
        >
          <DifferenceList comparison={comparison} />
        </Fold>
      </div>
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

/** "12 % ± 3 % faster · after against before · sure", and what that rests on. */
function Overall({ comparison, twin, actions }: Omit<ComparisonVerdictProps, 'runs'>) {
  const { t, i18n } = useTranslation();
  const { overall, scope, runCount } = comparison;
  const { kind } = overall.verdict;
  const isSettled = scope === 'between-runs' && (kind === 'faster' || kind === 'slower');
  return (
    <section className={answer.answer} aria-label={t('compare.overall')} data-testid="overall">
      <p className={answer.line}>
        <strong className={classes.verdict} data-verdict={kind}>
          {verdictWords(overall, i18n)}
        </strong>
        <span>{verdictHeading(twin, t)}</span>
        {isSettled && (
          <span className={answer.sure}>
            <IconCircleCheck size={18} aria-hidden />
            {t('answer.sure')}
          </span>
        )}
        {scope === 'within-run-only' && kind !== 'not-comparable' && (
          <span className={answer.open}>
            <IconHelpCircle size={18} aria-hidden />
            {t('compare.notSure')}
          </span>
        )}
      </p>
      <div className={answer.foot}>
        <p className={answer.identity}>
          {overall.cellCount > 0 && t('compare.overallCells', { count: overall.cellCount })}
        </p>
        <div className={answer.actions}>{actions}</div>
      </div>
      <p className={answer.small} data-testid="scope" data-scope={scope}>
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
    <Fold id="compare-order" title={t('quality.title')}>
      <div className={classes.block} data-testid="order-differences">
        {lanes.map(({ name, sentences }) => (
          <p key={name}>
            <strong>{name}</strong> {sentences.join(t('joint.sentences'))}
          </p>
        ))}
      </div>
    </Fold>
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
    <div className={classes.block} data-testid="what-differs">
      {differences.length === 0 ? (
        <p className={classes.quiet}>{t('compare.noDifferences')}</p>
      ) : (
        <DataTable label={t('compare.differences')} className={classes.facts}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('compare.what')}</Table.Th>
              <Table.Th scope="col">{t('compare.side.base')}</Table.Th>
              <Table.Th scope="col">{t('compare.side.head')}</Table.Th>
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
    </div>
  );
}

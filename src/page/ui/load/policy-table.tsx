import { Table, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { sum } from '../../../core/stats/moments.ts';
import { codeText } from '../../../core/texts/message.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { useFormat } from '../kit/use-format.ts';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';

interface PolicyTableProps {
  readonly tests: readonly DraftLoadTest[];
}

/** The policies side by side: a column each, so that a figure is compared along its row, and three fit a phone. */
export function PolicyTable({ tests }: PolicyTableProps) {
  const { t } = useTranslation();
  return (
    <section className={panel.block}>
      <Title order={3}>{t('load.table.title')}</Title>
      <DataTable label={t('load.table.title')} testId="policy-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('load.table.figure')}</Table.Th>
            {tests.map((test) => (
              <Table.Th key={test.policy} scope="col" className={table.number}>
                <span className={classes.policy}>{t(`load.policy.${test.policy}`)}</span>
                <RuleText {...test} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr data-figure="state">
            <Table.Th scope="row">{t('load.table.state')}</Table.Th>
            {tests.map((test) => (
              <Table.Td key={test.policy} className={classes.state} data-state={test.state}>
                <StateText {...test} />
              </Table.Td>
            ))}
          </Table.Tr>
          {shownFigures(tests).map((figure) => (
            <Table.Tr key={figure} data-figure={figure}>
              <Table.Th scope="row">{t(`load.table.${figure}`)}</Table.Th>
              {tests.map((test) => (
                <Table.Td key={test.policy} className={table.number} data-policy={test.policy}>
                  <Figure test={test} figure={figure} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      <p className={panel.chartHelp}>
        {tests.some(({ state }) => state === 'overloaded') &&
          `${t('load.table.overloaded')}${t('joint.sentences')}`}
        {t('load.table.help')}
      </p>
    </section>
  );
}

function Figure({ test, figure }: { readonly test: DraftLoadTest; readonly figure: PolicyFigure }) {
  const format = useFormat();
  const value = policyFigure(test, figure);
  if (value === null) return <>–</>;
  const kind = figureKinds[figure];
  switch (kind) {
    case 'rate':
      return <>{format.rate(value)}</>;
    case 'count':
      return <>{format.count(value)}</>;
    case 'ms':
      return <>{format.milliseconds(value)}</>;
    default:
      return kind satisfies never;
  }
}

function RuleText({ policy, rule }: Pick<DraftLoadTest, 'policy' | 'rule'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { maxBatch, maxWaitMs } = rule;
  const text = () => {
    switch (policy) {
      case 'none':
        return t('load.rule.none');
      case 'fixed':
        return t('load.rule.fixed', { count: maxBatch });
      case 'dynamic':
        return maxWaitMs === null
          ? t('load.rule.fixed', { count: maxBatch })
          : t('load.rule.dynamic', { batch: maxBatch, wait: format.rate(maxWaitMs) });
      default:
        return policy satisfies never;
    }
  };
  return <span className={classes.rule}>{text()}</span>;
}

function StateText({ state, error }: Pick<DraftLoadTest, 'state' | 'error'>) {
  const { t, i18n } = useTranslation();
  const isTrouble = state === 'overloaded' || state === 'failed';
  return (
    <>
      {isTrouble && <IconAlertTriangle size={14} aria-hidden />} {t(`load.state.${state}`)}
      {error !== undefined && `: ${codeText(i18n, 'reason', error.code, error.message)}`}
    </>
  );
}

export const policyFigureNames = [
  'offered',
  'answered',
  'refused',
  'timedOut',
  'failed',
  'cancelled',
  'p50',
  'p95',
  'p99',
  'waitingP95',
  'computingP95',
  'meanBatch',
] as const;

/** What the policies of a series are compared by. */
export type PolicyFigure = (typeof policyFigureNames)[number];

/** Requests that had another end than an answer: shown only where there are any. */
const rare: ReadonlySet<PolicyFigure> = new Set(['failed', 'cancelled']);

export type FigureKind = 'rate' | 'count' | 'ms';

export const figureKinds: Readonly<Record<PolicyFigure, FigureKind>> = {
  offered: 'rate',
  answered: 'rate',
  refused: 'count',
  timedOut: 'count',
  failed: 'count',
  cancelled: 'count',
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  waitingP95: 'ms',
  computingP95: 'ms',
  meanBatch: 'rate',
};

/** `null` where there are too few answers for it. */
export function policyFigure(test: DraftLoadTest, figure: PolicyFigure): number | null {
  const { counts, latencyMs, waitingMs, computingMs, batches } = test;
  switch (figure) {
    case 'offered':
      return test.offeredPerSecond;
    case 'answered':
      return test.answeredPerSecond;
    case 'refused':
    case 'timedOut':
    case 'failed':
    case 'cancelled':
      return counts[figure];
    case 'p50':
    case 'p95':
    case 'p99':
      return latencyMs?.[figure] ?? null;
    case 'waitingP95':
      return waitingMs?.p95 ?? null;
    case 'computingP95':
      return computingMs?.p95 ?? null;
    case 'meanBatch':
      return batches.pairs.length === 0 ? null : sum(batches.pairs) / batches.pairs.length;
    default:
      return figure satisfies never;
  }
}

/** The figures that these tests have something to say in. */
export const shownFigures = (tests: readonly DraftLoadTest[]): PolicyFigure[] =>
  policyFigureNames.filter(
    (figure) => !rare.has(figure) || tests.some((test) => (policyFigure(test, figure) ?? 0) > 0),
  );

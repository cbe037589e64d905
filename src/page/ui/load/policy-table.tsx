import { Table } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import {
  type LoadFigure,
  loadColumnTitle,
  loadFigure,
  loadFigureText,
  shownLoadFigures,
} from '../../../core/document/load-columns.ts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { codeText } from '../../../core/texts/message.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { useFormat } from '../kit/use-texts.ts';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';

interface PolicyTableProps {
  readonly tests: readonly DraftLoadTest[];
}

/**
 * The policies side by side, each in a column, so that a row compares one figure and three policies fit a
 * phone.
 */
export function PolicyTable({ tests }: PolicyTableProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <>
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
            <Table.Th scope="row">{loadColumnTitle(i18n, 'state', 'page')}</Table.Th>
            {tests.map((test) => (
              <Table.Td key={test.policy} className={classes.state} data-state={test.state}>
                <StateText {...test} />
              </Table.Td>
            ))}
          </Table.Tr>
          {shownFigures(tests).map((figure) => (
            <Table.Tr key={figure} data-figure={figure}>
              <Table.Th scope="row">{loadColumnTitle(i18n, figure, 'page')}</Table.Th>
              {tests.map((test) => (
                <Table.Td key={test.policy} className={table.number} data-policy={test.policy}>
                  {loadFigureText(figure, test, format) ?? '–'}
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
    </>
  );
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

/**
 * The figures to show for these tests: the usual ones, and the rare ones that are above zero in some test.
 */
export const shownFigures = (tests: readonly DraftLoadTest[]): LoadFigure[] =>
  shownLoadFigures.page.filter(
    (name) => !rare.has(name) || tests.some((test) => (loadFigure(name, test) ?? 0) > 0),
  );

const rare: ReadonlySet<LoadFigure> = new Set(shownLoadFigures.rare);

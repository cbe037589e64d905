import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { loadColumnTitle } from '../../../core/document/load-columns.ts';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import type { PredictedRange } from '../../../core/serving/capacity.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { Fold } from '../kit/fold.tsx';
import { useFormat } from '../kit/use-texts.ts';
import panel from '../throughput/results.module.css';
import { signedPercent } from './load-test-words.ts';

/** The prediction for each test beside its outcome. */
export function PredictionTable({ tests }: { readonly tests: readonly DraftLoadTest[] }) {
  const { t } = useTranslation();
  const told = tests.flatMap((test) => {
    const rows = predictionRows(test);
    return rows.length === 0 ? [] : { test, rows };
  });
  if (told.length === 0) return null;
  return (
    <Fold id="load-prediction" title={t('load.prediction.title')}>
      <DataTable label={t('load.prediction.title')} testId="prediction-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('load.table.figure')}</Table.Th>
            <Table.Th scope="col" className={table.number}>
              {t('load.prediction.predicted')}
            </Table.Th>
            <Table.Th scope="col" className={table.number}>
              {t('load.prediction.measured')}
            </Table.Th>
            <Table.Th scope="col" className={table.number}>
              {t('load.prediction.difference')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        {told.map(({ test, rows }) => (
          <Table.Tbody key={test.policy} data-policy={test.policy}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={4} className={table.group}>
                {t(`load.policy.${test.policy}`)}
                {test.state === 'overloaded' && ` · ${t('load.state.overloaded')}`}
              </Table.Th>
            </Table.Tr>
            {rows.map((row) => (
              <Row key={row.figure} row={row} />
            ))}
          </Table.Tbody>
        ))}
      </DataTable>
      <p className={panel.chartHelp}>
        {t('load.prediction.help')}
        {told.some(({ rows }) => rows.some(({ range }) => range !== null)) &&
          ` ${t('load.prediction.rangeHelp')}`}
      </p>
    </Fold>
  );
}

function Row({ row }: { readonly row: PredictionRow }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const show = (value: number | null) => (value === null ? '–' : format.rate(value));
  return (
    <Table.Tr data-figure={row.figure}>
      <Table.Th scope="row">{loadColumnTitle(i18n, row.figure, 'page')}</Table.Th>
      <Table.Td className={table.number}>
        {row.range === null
          ? show(row.predicted)
          : t('load.prediction.withRange', {
              predicted: show(row.predicted),
              low: show(row.range[0]),
              high: show(row.range[1]),
            })}
      </Table.Td>
      <Table.Td className={table.number}>{show(row.measured)}</Table.Td>
      <Table.Td className={table.number}>
        {row.difference === null ? '–' : signedPercent(row.difference, format)}
      </Table.Td>
    </Table.Tr>
  );
}

/** One figure, predicted and measured. */
export interface PredictionRow {
  readonly figure: 'answered' | 'p50' | 'p95';
  readonly predicted: number | null;
  /** Where four of five simulations end; `null` where that is not known. */
  readonly range: PredictedRange | null;
  readonly measured: number | null;
  /** (predicted − measured) ÷ measured; `null` if either is missing. */
  readonly difference: number | null;
}

/**
 * A test's prediction beside its outcome. A test that was stopped or failed has none, because the simulation
 * ran to the end and the test did not.
 */
export function predictionRows(test: DraftLoadTest): PredictionRow[] {
  const { prediction, latencyMs, answeredPerSecond, state } = test;
  if (prediction === null || (state !== 'done' && state !== 'overloaded')) return [];
  return [
    rowOf('answered', prediction.answeredPerSecond, answeredPerSecond),
    rowOf('p50', prediction.latencyMs.p50, latencyMs?.p50 ?? null, prediction.rangeMs?.p50),
    rowOf('p95', prediction.latencyMs.p95, latencyMs?.p95 ?? null, prediction.rangeMs?.p95),
  ];
}

function rowOf(
  figure: PredictionRow['figure'],
  predicted: number | null,
  measured: number | null,
  range: PredictedRange | null = null,
): PredictionRow {
  const isComparable = predicted !== null && measured !== null && measured > 0;
  return { figure, predicted, measured, range, difference: isComparable ? predicted / measured - 1 : null };
}

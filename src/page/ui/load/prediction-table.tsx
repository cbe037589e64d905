import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useFormat } from '../kit/use-format.ts';
import panel from '../throughput/results.module.css';
import classes from './load-tables.module.css';
import { signedPercent } from './load-test-words.ts';

/** What was foretold of each test beside what came of it. */
export function PredictionTable({ tests }: { readonly tests: readonly DraftLoadTest[] }) {
  const { t } = useTranslation();
  const told = tests.flatMap((test) => {
    const rows = predictionRows(test);
    return rows.length === 0 ? [] : { test, rows };
  });
  if (told.length === 0) return null;
  return (
    <section className={panel.block}>
      <Title order={3}>{t('load.prediction.title')}</Title>
      <ScrollRegion className={classes.scroll} label={t('load.prediction.title')}>
        <table className={classes.table} data-testid="prediction-table">
          <thead>
            <tr>
              <th scope="col">{t('load.table.figure')}</th>
              <th scope="col" className={classes.number}>
                {t('load.prediction.predicted')}
              </th>
              <th scope="col" className={classes.number}>
                {t('load.prediction.measured')}
              </th>
              <th scope="col" className={classes.number}>
                {t('load.prediction.difference')}
              </th>
            </tr>
          </thead>
          {told.map(({ test, rows }) => (
            <tbody key={test.policy} data-policy={test.policy}>
              <tr>
                <th scope="rowgroup" colSpan={4} className={classes.group}>
                  {t(`load.policy.${test.policy}`)}
                  {test.state === 'overloaded' && ` · ${t('load.state.overloaded')}`}
                </th>
              </tr>
              {rows.map((row) => (
                <Row key={row.figure} row={row} />
              ))}
            </tbody>
          ))}
        </table>
      </ScrollRegion>
      <p className={panel.chartHelp}>{t('load.prediction.help')}</p>
    </section>
  );
}

function Row({ row }: { readonly row: PredictionRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const show = (value: number | null) => (value === null ? '–' : format.rate(value));
  return (
    <tr data-figure={row.figure}>
      <th scope="row">{t(`load.prediction.${row.figure}`)}</th>
      <td className={classes.number}>{show(row.predicted)}</td>
      <td className={classes.number}>{show(row.measured)}</td>
      <td className={classes.number}>
        {row.difference === null ? '–' : signedPercent(row.difference, format)}
      </td>
    </tr>
  );
}

/** One figure as it was foretold and as it came. */
export interface PredictionRow {
  readonly figure: 'answered' | 'p50' | 'p95';
  readonly predicted: number | null;
  readonly measured: number | null;
  /** (predicted − measured) ÷ measured; `null` where either is missing. */
  readonly difference: number | null;
}

/**
 * What was foretold of a test beside what came of it. None of a test that was stopped or failed: the simulation ran to the end,
 * and the test did not.
 */
export function predictionRows(test: DraftLoadTest): PredictionRow[] {
  const { prediction, latencyMs, answeredPerSecond, state } = test;
  if (prediction === null || (state !== 'done' && state !== 'overloaded')) return [];
  return [
    rowOf('answered', prediction.answeredPerSecond, answeredPerSecond),
    rowOf('p50', prediction.latencyMs.p50, latencyMs?.p50 ?? null),
    rowOf('p95', prediction.latencyMs.p95, latencyMs?.p95 ?? null),
  ];
}

function rowOf(
  figure: PredictionRow['figure'],
  predicted: number | null,
  measured: number | null,
): PredictionRow {
  const isComparable = predicted !== null && measured !== null && measured > 0;
  return { figure, predicted, measured, difference: isComparable ? predicted / measured - 1 : null };
}

import { Table } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';
import { type CSSProperties, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { useAppState } from '../../store/app-context.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './load-test.module.css';

interface RateTableProps {
  readonly capacity: CapacityPlanRecord;
  readonly label: string;
}

/** Sustainable rates by maximum batch and wait. Each cell shows its rate, also by its colour. */
export function RateTable({ capacity, label }: RateTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const grid = useMemo(() => rateGrid(capacity), [capacity]);
  const maxBatch = useAppState((state) => state.settings.maxBatch);
  const maxWait = useAppState((state) => state.settings.maxWait);
  return (
    <DataTable label={label} testId="rate-table" className={classes.grid}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('load.planner.batchAndWait')}</Table.Th>
          {grid.maxWaitsMs.map((wait) => (
            <Table.Th key={wait} scope="col" className={table.number}>
              {t('load.planner.wait', { wait: format.rate(wait) })}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {grid.rows.map((row) => (
          <Table.Tr key={row.maxBatch} data-batch={row.maxBatch}>
            <Table.Th scope="row" className={table.number}>
              {format.count(row.maxBatch)}
            </Table.Th>
            {row.cells.map((cell) => (
              <Cell
                key={cell.maxWaitMs}
                cell={cell}
                isSet={row.maxBatch === maxBatch && cell.maxWaitMs === maxWait}
              />
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}

function Cell({ cell, isSet }: { readonly cell: GridCell; readonly isSet: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ratePerSecond, share, isBest } = cell;
  const marks = [...(isBest ? [t('load.planner.best')] : []), ...(isSet ? [t('load.planner.now')] : [])];
  return (
    <Table.Td
      className={`${table.number} ${classes.rate}`}
      data-wait={cell.maxWaitMs}
      data-best={isBest || undefined}
      data-set={isSet || undefined}
      style={{ '--share': `${Math.round(100 * share)}%` } as CSSProperties}
    >
      {isBest && <IconStarFilled size={11} aria-hidden />}
      {ratePerSecond === null
        ? '–'
        : ratePerSecond === 0
          ? t('load.planner.none')
          : format.rate(ratePerSecond)}
      {marks.length > 0 && <span className={classes.mark}>{marks.join(' · ')}</span>}
    </Table.Td>
  );
}

interface GridCell {
  readonly maxWaitMs: number;
  /** `null` if the planner did not try it. */
  readonly ratePerSecond: number | null;
  /** Share of the highest rate in the grid, 0 to 1. */
  readonly share: number;
  readonly isBest: boolean;
}

/** The planner's rates by maximum batch (rows) and maximum wait (columns), both ascending. */
interface RateGrid {
  readonly maxWaitsMs: readonly number[];
  readonly rows: readonly { readonly maxBatch: number; readonly cells: readonly GridCell[] }[];
}

export function rateGrid({ rates, best }: CapacityPlanRecord): RateGrid {
  const maxWaitsMs = ascending(rates.map(({ maxWaitMs }) => maxWaitMs));
  const highest = Math.max(0, ...rates.map(({ ratePerSecond }) => ratePerSecond));
  const rows = ascending(rates.map(({ maxBatch }) => maxBatch)).map((maxBatch) => ({
    maxBatch,
    cells: maxWaitsMs.map((maxWaitMs): GridCell => {
      const found = rates.find((one) => one.maxBatch === maxBatch && one.maxWaitMs === maxWaitMs);
      const ratePerSecond = found?.ratePerSecond ?? null;
      return {
        maxWaitMs,
        ratePerSecond,
        share: highest > 0 ? (ratePerSecond ?? 0) / highest : 0,
        isBest: best !== null && best.maxBatch === maxBatch && best.maxWaitMs === maxWaitMs,
      };
    }),
  }));
  return { maxWaitsMs, rows };
}

const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

import { Table } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconEqual, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CellDifference, Comparison, LaneDifference } from '../../../core/document/comparison.ts';
import { verdictWords } from '../../../core/document/comparison-words.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { useBatchText, useFormat } from '../kit/use-texts.ts';
import classes from './compare.module.css';
import { comparedPairName, verdictHeading } from './compared-names.ts';

const icons = {
  faster: IconArrowUp,
  slower: IconArrowDown,
  'no-measurable-difference': IconEqual,
  'not-comparable': IconMinus,
} as const;

const columns = 5;

interface DifferenceTableProps {
  readonly comparison: Comparison;
  /** Set if a twin is compared with its real model. */
  readonly twin: TwinComparison | null;
}

/** Every cell that both sides measured: both figures and the verdict. */
export function DifferenceTable({ comparison, twin }: DifferenceTableProps) {
  const { t } = useTranslation();
  const { lanes } = comparison;
  const nameOf = comparedPairName(comparison, t);
  return (
    <>
      <p className={classes.quiet}>{t('compare.tableHelp')}</p>
      <DataTable label={t('compare.table')} testId="differences">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={table.number}>
              {t('compare.pairs')}
            </Table.Th>
            <Table.Th scope="col" className={table.number}>
              {t('compare.batch')}
            </Table.Th>
            <Table.Th scope="col" className={table.number}>
              {t('compare.side.baseRate')}
            </Table.Th>
            <Table.Th scope="col" className={table.number}>
              {t('compare.side.headRate')}
            </Table.Th>
            <Table.Th scope="col" className={classes.said}>
              {verdictHeading(twin, t)}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        {lanes.map((lane) => (
          <LaneRows key={`${lane.base.id} ${lane.head.id}`} lane={lane} name={nameOf(lane)} />
        ))}
      </DataTable>
      {lanes.some(({ cells }) => cells.some((cell) => cell.workDiffers)) && (
        <p className={classes.quiet}>{t('compare.workDiffers')}</p>
      )}
    </>
  );
}

function LaneRows({ lane, name }: { readonly lane: LaneDifference; readonly name: string }) {
  const { t } = useTranslation();
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th scope="rowgroup" colSpan={columns} className={table.group}>
          {name}
          {lane.suspect && (
            <span className={classes.suspect} data-testid="suspect">
              <IconAlertTriangle size={14} aria-hidden /> {t('compare.suspect')}
            </span>
          )}
        </Table.Th>
      </Table.Tr>
      {lane.cells.map((cell) => (
        <Row key={`${cell.pairCount}/${cell.batchSize}/${cell.tokenBudget}`} cell={cell} />
      ))}
    </Table.Tbody>
  );
}

function Row({ cell }: { readonly cell: CellDifference }) {
  const { i18n } = useTranslation();
  const format = useFormat();
  const batchText = useBatchText();
  const { pairCount, batchSize, tokenBudget, basePairsPerSecond, headPairsPerSecond, verdict } = cell;
  const Icon = icons[verdict.kind];
  return (
    <Table.Tr
      data-testid="difference"
      data-pairs={pairCount}
      data-batch={batchSize ?? undefined}
      data-tokens={tokenBudget ?? undefined}
      data-verdict={verdict.kind}
    >
      <Table.Td className={table.number}>{format.count(pairCount)}</Table.Td>
      <Table.Td className={table.number}>{batchText(cell)}</Table.Td>
      <Table.Td className={table.number}>{format.rate(basePairsPerSecond)}</Table.Td>
      <Table.Td className={table.number}>{format.rate(headPairsPerSecond)}</Table.Td>
      <Table.Td className={classes.said}>
        <span className={classes.verdictCell} data-verdict={verdict.kind}>
          <Icon size={14} aria-hidden />
          <span>
            {verdictWords(cell, i18n)}
            {cell.workDiffers && ' *'}
          </span>
        </span>
      </Table.Td>
    </Table.Tr>
  );
}

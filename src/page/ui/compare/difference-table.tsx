import { Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp, IconEqual, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CellDifference, Comparison, LaneDifference } from '../../../core/document/comparison.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useBatchText } from '../kit/use-batch-text.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './compare.module.css';
import { comparedPairName, verdictHeading } from './compared-names.ts';
import { verdictText } from './verdict-text.ts';

const icons = {
  faster: IconArrowUp,
  slower: IconArrowDown,
  'no-measurable-difference': IconEqual,
  'not-comparable': IconMinus,
} as const;

const columns = 5;

interface DifferenceTableProps {
  readonly comparison: Comparison;
  /** Where a twin is held against its real model; else `null`. */
  readonly twin: TwinComparison | null;
}

/** Every cell that both sides measured: both figures and what may be said of them. */
export function DifferenceTable({ comparison, twin }: DifferenceTableProps) {
  const { t } = useTranslation();
  const { lanes } = comparison;
  const nameOf = comparedPairName(comparison, t);
  if (lanes.length === 0) return null;
  return (
    <section className={classes.block}>
      <Title order={4}>{t('compare.table')}</Title>
      <p className={classes.quiet}>{t('compare.tableHelp')}</p>
      <ScrollRegion className={classes.scroll} label={t('compare.table')}>
        <table className={classes.table} data-testid="differences">
          <thead>
            <tr>
              <th scope="col">{t('compare.pairs')}</th>
              <th scope="col">{t('compare.batch')}</th>
              <th scope="col">{t('compare.baseRate')}</th>
              <th scope="col">{t('compare.headRate')}</th>
              <th scope="col" className={classes.said}>
                {verdictHeading(twin, t)}
              </th>
            </tr>
          </thead>
          {lanes.map((lane) => (
            <LaneRows key={`${lane.base.id} ${lane.head.id}`} lane={lane} name={nameOf(lane)} />
          ))}
        </table>
      </ScrollRegion>
      {lanes.some(({ cells }) => cells.some((cell) => cell.workDiffers)) && (
        <p className={classes.quiet}>* {t('compare.workDiffers')}</p>
      )}
    </section>
  );
}

function LaneRows({ lane, name }: { readonly lane: LaneDifference; readonly name: string }) {
  const { t } = useTranslation();
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns} className={classes.lane}>
          {name}
          {lane.suspect && (
            <span className={classes.suspect} data-testid="suspect">
              <IconAlertTriangle size={14} aria-hidden /> {t('compare.suspect')}
            </span>
          )}
        </th>
      </tr>
      {lane.cells.map((cell) => (
        <Row key={`${cell.pairCount}/${cell.batchSize}/${cell.tokenBudget}`} cell={cell} />
      ))}
    </tbody>
  );
}

function Row({ cell }: { readonly cell: CellDifference }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const batchText = useBatchText();
  const { pairCount, batchSize, tokenBudget, basePairsPerSecond, headPairsPerSecond, verdict } = cell;
  const Icon = icons[verdict.kind];
  return (
    <tr
      data-testid="difference"
      data-pairs={pairCount}
      data-batch={batchSize ?? undefined}
      data-tokens={tokenBudget ?? undefined}
      data-verdict={verdict.kind}
    >
      <td>{format.count(pairCount)}</td>
      <td>{batchText(cell)}</td>
      <td>{format.rate(basePairsPerSecond)}</td>
      <td>{format.rate(headPairsPerSecond)}</td>
      <td className={classes.said}>
        <span className={classes.verdictCell} data-verdict={verdict.kind}>
          <Icon size={14} aria-hidden />
          <span>
            {verdictText(cell, t, i18n.language)}
            {cell.workDiffers && ' *'}
          </span>
        </span>
      </td>
    </tr>
  );
}

import { Button, Title } from '@mantine/core';
import { IconColumnInsertRight, IconColumnRemove } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/run-record.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { TwinMark } from '../kit/twin-mark.tsx';
import { moreColumns } from './cell-columns.ts';
import { CellRow } from './cell-row.tsx';
import classes from './cells-table.module.css';
import { ExportBar } from './export-bar.tsx';
import panel from './results.module.css';
import { bestCells, useChoices, useLaneName } from './shown-lanes.ts';

const columns = 7;

/** Every cell in numbers, those without a number in their place with the reason. */
export function CellsTable() {
  const { t } = useTranslation();
  const laneName = useLaneName();
  const choices = useChoices();
  const [isWide, setWide] = useState(false);
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  if (lanes === undefined) return null;
  const showLane = lanes.length > 1 || lanes.some(isSuspect);
  return (
    <section className={panel.block}>
      <div className={panel.blockHead}>
        <div className={classes.title}>
          <Title order={3}>{t('table.title')}</Title>
          <WidthButton isWide={isWide} setWide={setWide} />
          <TwinMark />
        </div>
        <ExportBar />
      </div>
      <ScrollRegion className={classes.scroll} label={t('table.caption')}>
        <table className={classes.table} data-testid="cells-table">
          <caption className={classes.caption}>{t('table.caption')}</caption>
          <Head isWide={isWide} />
          {lanes.map((lane) => (
            <LaneRows
              key={lane.id}
              lane={lane}
              name={showLane ? laneName(lane) : null}
              choice={choices.get(lane.id)}
              isWide={isWide}
            />
          ))}
        </table>
      </ScrollRegion>
    </section>
  );
}

function WidthButton({
  isWide,
  setWide,
}: {
  readonly isWide: boolean;
  readonly setWide: (isWide: boolean) => void;
}) {
  const { t } = useTranslation();
  const Icon = isWide ? IconColumnRemove : IconColumnInsertRight;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => setWide(!isWide)}
    >
      {isWide ? t('wideTable.fewer') : t('wideTable.more')}
    </Button>
  );
}

const Head = memo(function Head({ isWide }: { readonly isWide: boolean }) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.number}>
          {t('table.pairs')}
        </th>
        <th scope="col" className={classes.number}>
          {t('table.batch')}
        </th>
        <th scope="col" className={classes.number}>
          {t('table.rate')}
        </th>
        <th scope="col" className={classes.number} title={t('table.latencyHelp')}>
          {t('table.latency')}
        </th>
        <th scope="col" className={classes.number}>
          {t('table.median')}
        </th>
        <th scope="col" className={classes.number}>
          {t('table.samples')}
        </th>
        {isWide &&
          moreColumns.map(({ id, heading, help }) => (
            <th key={id} scope="col" className={classes.number} title={help(t)}>
              {heading(t)}
            </th>
          ))}
        <th scope="col">{t('table.state')}</th>
      </tr>
    </thead>
  );
});

interface LaneRowsProps {
  readonly lane: DraftLane;
  /** `null` where there is but one lane to speak of. */
  readonly name: string | null;
  /** The batch sizes to set, by pair count. */
  readonly choice: ReadonlyMap<number, number> | undefined;
  readonly isWide: boolean;
}

const LaneRows = memo(function LaneRows({ lane, name, choice, isWide }: LaneRowsProps) {
  const { t } = useTranslation();
  const suspect = isSuspect(lane);
  const best = new Set<unknown>(suspect ? [] : bestCells(lane.cells));
  return (
    <tbody data-suspect={suspect || undefined}>
      {name !== null && (
        <tr>
          <th scope="rowgroup" colSpan={columns + (isWide ? moreColumns.length : 0)} className={classes.lane}>
            {name}
            {suspect && <span className={classes.suspect}>{t('scoreCheck.suspect')}</span>}
          </th>
        </tr>
      )}
      {lane.cells.map((cell) => (
        <CellRow
          key={`${cell.pairCount}/${cell.batchSize}/${cell.tokenBudget}`}
          cell={cell}
          laneId={lane.id}
          peak={lane.peak?.gflopsPerSecond}
          isBest={best.has(cell)}
          isRecommended={cell.batchSize !== null && choice?.get(cell.pairCount) === cell.batchSize}
          isWide={isWide}
        />
      ))}
    </tbody>
  );
});

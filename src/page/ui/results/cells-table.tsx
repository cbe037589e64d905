import { Button, Title, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/record/run-draft.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { laneName } from '../shared/names.ts';
import { ScrollRegion } from '../shared/scroll-region.tsx';
import { bestCells } from './best-cells.ts';
import { CellRow } from './cell-row.tsx';
import classes from './cells-table.module.css';
import panel from './results.module.css';

const columns = 7;

/** Every cell in numbers, those without a number in their place with the reason. */
export function CellsTable() {
  const { t } = useTranslation();
  const lanes = useAppState((state) => state.draft?.lanes);
  if (lanes === undefined) return null;
  const showLane = lanes.length > 1;
  return (
    <section className={panel.block}>
      <div className={panel.blockHead}>
        <Title order={3}>{t('table.title')}</Title>
        <SaveButton />
      </div>
      <ScrollRegion className={classes.scroll} label={t('table.caption')}>
        <table className={classes.table} data-testid="cells-table">
          <caption className={classes.caption}>{t('table.caption')}</caption>
          <Head />
          {lanes.map((lane) => (
            <LaneRows key={lane.id} lane={lane} showLane={showLane} />
          ))}
        </table>
      </ScrollRegion>
    </section>
  );
}

const Head = memo(function Head() {
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
        <th scope="col">{t('table.state')}</th>
      </tr>
    </thead>
  );
});

const LaneRows = memo(function LaneRows({
  lane,
  showLane,
}: {
  readonly lane: DraftLane;
  readonly showLane: boolean;
}) {
  const best = new Set<unknown>(bestCells(lane.cells));
  return (
    <tbody>
      {showLane && (
        <tr>
          <th scope="rowgroup" colSpan={columns} className={classes.lane}>
            {laneName(lane)}
          </th>
        </tr>
      )}
      {lane.cells.map((cell) => (
        <CellRow
          key={`${cell.pairCount}/${cell.batchSize}/${cell.tokenBudget}`}
          cell={cell}
          laneId={lane.id}
          isBest={best.has(cell)}
        />
      ))}
    </tbody>
  );
});

function SaveButton() {
  const { t } = useTranslation();
  const { saveRecord } = useServices();
  const hasRecord = useAppState((state) => state.record !== null);
  if (!hasRecord) return null;
  return (
    <Tooltip label={t('table.saveHelp')}>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={saveRecord}
      >
        {t('table.save')}
      </Button>
    </Tooltip>
  );
}

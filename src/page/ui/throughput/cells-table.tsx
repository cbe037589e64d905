import { Button, Table } from '@mantine/core';
import {
  IconAlertCircle,
  IconCheck,
  IconCircleOff,
  IconClock,
  IconColumnInsertRight,
  IconColumnRemove,
  IconDatabaseOff,
  IconFlame,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconRosetteDiscountCheckFilled,
  IconStarFilled,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAfter, slowdownOfLane } from '../../../core/bench/steadiness.ts';
import { type CellOutcome, cellOutcome } from '../../../core/document/cell-outcome.ts';
import { columnHelp, columnText, columnTitle, shownColumns } from '../../../core/document/columns.ts';
import type { DraftCell, DraftLane } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { codeText } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { Fold } from '../kit/fold.tsx';
import { TwinMark } from '../kit/twin-mark.tsx';
import { useBatchText, useFormat } from '../kit/use-texts.ts';
import classes from './cells-table.module.css';
import { bestCells, useChoices, useLaneName } from './shown-lanes.ts';

/** The columns between a cell's place and its state. */
const numberColumns = (isWide: boolean) =>
  isWide ? ([...shownColumns.page, ...shownColumns.pageMore] as const) : shownColumns.page;

/** The figures of every cell. A cell without figures shows the reason in their place. */
export function CellsTable() {
  const { t } = useTranslation();
  const laneName = useLaneName();
  const choices = useChoices();
  const [isWide, setWide] = useState(false);
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  const speed = useAppState((state) => shownDraft(state)?.evidence?.speed);
  if (lanes === undefined) return null;
  const showLane = lanes.length > 1 || lanes.some(isSuspect);
  return (
    <Fold id="numbers" title={t('fold.numbers')}>
      <div className={classes.title}>
        <WidthButton isWide={isWide} setWide={setWide} />
        <TwinMark />
      </div>
      <DataTable label={t('table.caption')} testId="cells-table" className={classes.cells}>
        <Head isWide={isWide} />
        {lanes.map((lane) => (
          <LaneRows
            key={lane.id}
            lane={lane}
            name={showLane ? laneName(lane) : null}
            choice={choices.get(lane.id)}
            isWide={isWide}
            slowSinceMs={slowdownOfLane(speed ?? [], lane)?.sinceMs ?? null}
          />
        ))}
      </DataTable>
    </Fold>
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
  const { i18n } = useTranslation();
  return (
    <Table.Thead>
      <Table.Tr>
        {(['pairCount', 'batchSize', ...numberColumns(isWide)] as const).map((name) => (
          <Table.Th key={name} scope="col" className={table.number} title={columnHelp(i18n, name)}>
            {columnTitle(i18n, name, 'page')}
          </Table.Th>
        ))}
        <Table.Th scope="col">{columnTitle(i18n, 'state', 'page')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
});

interface LaneRowsProps {
  readonly lane: DraftLane;
  /** `null` if there is no need to tell lanes apart. */
  readonly name: string | null;
  /** The batch sizes to set, by pair count. */
  readonly choice: ReadonlyMap<number, number> | undefined;
  readonly isWide: boolean;
  /** When the device began to slow down, ms since the run's start; `null` where it kept its pace. */
  readonly slowSinceMs: number | null;
}

const LaneRows = memo(function LaneRows({ lane, name, choice, isWide, slowSinceMs }: LaneRowsProps) {
  const { t } = useTranslation();
  const suspect = isSuspect(lane);
  const best = new Set<unknown>(suspect ? [] : bestCells(lane.cells));
  return (
    <Table.Tbody data-suspect={suspect || undefined}>
      {name !== null && (
        <Table.Tr>
          <Table.Th scope="rowgroup" colSpan={3 + numberColumns(isWide).length} className={table.group}>
            {name}
            {suspect && <span className={classes.suspect}>{t('scoreCheck.suspect')}</span>}
          </Table.Th>
        </Table.Tr>
      )}
      {lane.cells.map((cell) => (
        <CellRow
          key={`${cell.pairCount}/${cell.batchSize}/${cell.tokenBudget}`}
          cell={cell}
          laneId={lane.id}
          laneState={lane.state}
          laneError={lane.error}
          peak={lane.peak}
          isBest={best.has(cell)}
          isRecommended={cell.batchSize !== null && choice?.get(cell.pairCount) === cell.batchSize}
          isWide={isWide}
          isAfterSlowdown={slowSinceMs !== null && isAfter(cell, { sinceMs: slowSinceMs })}
        />
      ))}
    </Table.Tbody>
  );
});

interface CellRowProps {
  readonly cell: DraftCell;
  readonly laneId: string;
  readonly laneState: DraftLane['state'];
  readonly laneError: DraftLane['error'];
  readonly peak: DraftLane['peak'];
  /** The highest throughput of its lane and pair count. */
  readonly isBest: boolean;
  readonly isRecommended: boolean;
  readonly isWide: boolean;
  readonly isAfterSlowdown: boolean;
}

const CellRow = memo(function CellRow(props: CellRowProps) {
  const { cell, laneId, laneState, laneError, peak, isBest, isRecommended, isWide, isAfterSlowdown } = props;
  const outcome = cellOutcome(cell, { state: laneState, ...(laneError && { error: laneError }) });
  const format = useFormat();
  const batchText = useBatchText();
  const names = numberColumns(isWide);
  return (
    <Table.Tr
      data-testid="cell-row"
      data-lane={laneId}
      data-pairs={cell.pairCount}
      data-batch={cell.batchSize ?? undefined}
      data-tokens={cell.tokenBudget ?? undefined}
      data-state={cell.state}
      data-best={isBest || undefined}
      data-recommended={isRecommended || undefined}
    >
      <Table.Td className={table.number}>{format.count(cell.pairCount)}</Table.Td>
      <Table.Td className={table.number}>{batchText(cell)}</Table.Td>
      {cell.state === 'measured' &&
        names.map((name) => (
          <Table.Td
            key={name}
            className={`${table.number} ${name === 'pairsPerSecond' ? classes.rate : ''}`}
            data-column={name}
          >
            <Figure text={columnText(name, cell, peak === undefined ? {} : { peak }, format)} />
          </Table.Td>
        ))}
      {/* Without figures there is room for the reason, even on a phone. */}
      <Table.Td className={classes.state} colSpan={cell.state === 'measured' ? 1 : 1 + names.length}>
        <CellState
          outcome={outcome}
          isBest={isBest}
          isRecommended={isRecommended}
          isAfterSlowdown={isAfterSlowdown}
        />
      </Table.Td>
    </Table.Tr>
  );
});

/** A number, with its interval less prominent. */
function Figure({ text }: { readonly text: string | null }) {
  if (text === null) return '–';
  const [number, interval] = text.split(' ± ');
  return (
    <>
      {number}
      {interval !== undefined && <span className={classes.interval}> ± {interval}</span>}
    </>
  );
}

const icons = {
  pending: IconClock,
  'warmed-up': IconFlame,
  measured: IconCheck,
  skipped: IconPlayerSkipForward,
  'out-of-memory': IconDatabaseOff,
  failed: IconAlertCircle,
  cancelled: IconPlayerStop,
  unavailable: IconCircleOff,
} as const;

interface CellStateProps {
  readonly outcome: CellOutcome<DraftCell['state']>;
  readonly isBest: boolean;
  readonly isRecommended: boolean;
  readonly isAfterSlowdown: boolean;
}

/** A cell's state as an icon and words, with the reason. */
function CellState(props: CellStateProps) {
  const { isBest, isRecommended, isAfterSlowdown } = props;
  const { state, reason } = props.outcome;
  const { t, i18n } = useTranslation();
  const Icon = isRecommended ? IconRosetteDiscountCheckFilled : isBest ? IconStarFilled : icons[state];
  const marks = [
    ...(isRecommended ? [t('wideTable.recommended')] : []),
    ...(isBest ? [t('table.best')] : []),
  ];
  return (
    <span className={classes.stateText} data-state={state} data-best={isBest || isRecommended || undefined}>
      <Icon size={14} aria-hidden />
      <span>
        <span className={classes.stateWord}>
          {marks.length > 0 ? marks.join(' · ') : t(`cellState.${state}`)}
        </span>
        {reason !== undefined && `: ${codeText(i18n, 'reason', reason)}`}
        {isAfterSlowdown && ` · ${t('table.afterSlowdown')}`}
      </span>
    </span>
  );
}

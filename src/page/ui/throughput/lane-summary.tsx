import { IconAlertCircle, IconAlertTriangle, IconStarFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/run-record.ts';
import { codeText } from '../../../core/texts/message.ts';
import { ErrorDetails } from '../kit/error-details.tsx';
import { deviceNames, modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-format.ts';
import { bestCells, type MeasuredBatch } from './best-cells.ts';
import { DoubtList } from './doubt-list.tsx';
import { LaneCalibration } from './lane-calibration.tsx';
import { LaneEvents } from './lane-events.tsx';
import classes from './results.module.css';
import type { ShownDoubt } from './run-doubts.ts';
import { ScoreVerdict } from './score-verdict.tsx';
import { useThreadsText } from './use-threads-text.ts';

interface LaneSummaryProps {
  readonly lane: DraftLane;
  /** Whether the run has lanes of both orders, so that each says its own. */
  readonly showOrder: boolean;
  readonly doubts: readonly ShownDoubt[];
  /** The name of the lane its scores were held against. */
  readonly reference: string | null;
}

/** One lane: what it ran, on what it really ran, how fast at best, and how far its numbers can be trusted. */
export const LaneSummary = memo(function LaneSummary({
  lane,
  showOrder,
  doubts,
  reference,
}: LaneSummaryProps) {
  return (
    <div className={classes.lane} data-lane={lane.id}>
      <LaneHead lane={lane} showOrder={showOrder} />
      {lane.error !== undefined && <LaneError error={lane.error} />}
      {!isSuspect(lane) && <Fastest lane={lane} />}
      {lane.calibration !== undefined && (
        <LaneCalibration calibration={lane.calibration} workers={lane.workers} />
      )}
      {lane.scoreCheck !== null && <ScoreVerdict check={lane.scoreCheck} reference={reference} />}
      {doubts.length > 0 && <DoubtList doubts={doubts} />}
      <LaneEvents events={lane.events} />
    </div>
  );
});

/** The highest throughput of each pair count: a measured fact. What to set stands in the recommendation. */
function Fastest({ lane }: { readonly lane: DraftLane }) {
  const { t } = useTranslation();
  const best = bestCells(lane.cells);
  if (best.length === 0) return null;
  const isOver = lane.state !== 'running' && lane.state !== 'loading' && lane.state !== 'pending';
  return (
    <ul className={classes.bestList}>
      <li className={classes.bestLead}>
        {isOver ? t('laneSummary.fastest') : t('laneSummary.fastestSoFar')}
      </li>
      {best.map((cell) => (
        <Best key={cell.pairCount} cell={cell} />
      ))}
    </ul>
  );
}

function Best({ cell }: { readonly cell: MeasuredBatch }) {
  const format = useFormat();
  const { t } = useTranslation();
  return (
    <li className={classes.best}>
      <IconStarFilled size={13} className={classes.star} aria-hidden />
      <span>
        <Trans
          t={t}
          i18nKey="summary.best"
          values={{ pairs: cell.pairCount, batch: cell.batchSize, rate: format.rate(cell.pairsPerSecond) }}
          components={{ strong: <strong />, rate: <span className={classes.rate} /> }}
        />
      </span>
    </li>
  );
}

function LaneHead({ lane, showOrder }: Pick<LaneSummaryProps, 'lane' | 'showOrder'>) {
  const { t } = useTranslation();
  const { device, deviceUsed, dtype, runtime, threads, workers, model, state, order } = lane;
  const threadsText = useThreadsText();
  const where =
    deviceUsed === null || deviceUsed === device
      ? deviceNames[device]
      : t('summary.insteadOf', { used: deviceNames[deviceUsed], asked: deviceNames[device] });
  const facts = [
    dtype,
    showOrder ? t(`laneOrder.${order}`) : null,
    modelTitle(model.id, t, model.layers),
    runtime,
    // Threads belong to the CPU; on a GPU they would only puzzle.
    threads !== null && (deviceUsed ?? device) === 'wasm' ? threadsText(threads, workers) : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={classes.laneHead}>
      <strong>{where}</strong>
      <span className={classes.laneFacts}>{facts.join(' · ')}</span>
      {state !== 'done' && (
        <span className={classes.laneState} data-state={state}>
          {t(`laneState.${state}`)}
        </span>
      )}
      {isSuspect(lane) && (
        <span className={classes.suspect}>
          <IconAlertTriangle size={13} aria-hidden />
          {t('scoreCheck.suspect')}
        </span>
      )}
    </div>
  );
}

function LaneError({ error }: { readonly error: NonNullable<DraftLane['error']> }) {
  const { i18n } = useTranslation();
  return (
    <div className={classes.laneError}>
      <IconAlertCircle size={16} aria-hidden />
      <div>
        {codeText(i18n, 'failure', error.code, error.message)}
        {error.detail !== undefined && error.detail !== '' && <ErrorDetails detail={error.detail} />}
      </div>
    </div>
  );
}

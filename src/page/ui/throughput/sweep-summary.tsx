import { IconAlertCircle, IconAlertTriangle, IconStarFilled } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { evidenceWords } from '../../../core/document/evidence-words.ts';
import type { BatchCell, DraftLane } from '../../../core/document/run-draft.ts';
import type { CalibrationRecord } from '../../../core/document/run-record.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { codeText } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { ErrorDetails } from '../kit/callout.tsx';
import { Fold } from '../kit/fold.tsx';
import { Glossed } from '../kit/glossed.tsx';
import { modelTitle, threadsText } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import { DoubtList, type ShownDoubt, useDoubts } from './doubt-list.tsx';
import { LaneEvents } from './lane-events.tsx';
import classes from './results.module.css';
import { ScoreVerdict } from './score-verdict.tsx';
import { bestCells, useLaneName } from './shown-lanes.ts';

const noDoubts: readonly ShownDoubt[] = [];

/** Each lane of the run on show: what ran, how fast it was at best, what is doubtful and what happened. */
export function SweepSummary() {
  const { t } = useTranslation();
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  const laneName = useLaneName();
  const doubts = useDoubts();
  // Grouped once, so that a lane is redrawn only for its own samples.
  const byLane = useMemo(() => {
    const groups = new Map<string, readonly ShownDoubt[]>();
    for (const doubt of doubts) {
      if (doubt.laneId !== null) groups.set(doubt.laneId, [...(groups.get(doubt.laneId) ?? []), doubt]);
    }
    return groups;
  }, [doubts]);
  const showOrder = new Set(lanes?.map(({ order }) => order)).size > 1;
  return (
    <Fold id="lanes" title={t('fold.lanes')}>
      <div className={classes.block} data-testid="summary">
        {lanes?.map((lane) => {
          const reference = lanes.find(({ id }) => id === lane.scoreCheck?.agreement?.laneId);
          return (
            <LaneSummary
              key={lane.id}
              lane={lane}
              showOrder={showOrder}
              doubts={byLane.get(lane.id) ?? noDoubts}
              reference={reference === undefined ? null : laneName(reference)}
            />
          );
        })}
        <Evidence />
      </div>
    </Fold>
  );
}

/** What tells whether the device kept its pace during the run. */
function Evidence() {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const evidence = useAppState((state) => shownDraft(state)?.evidence);
  const lines = evidence === undefined ? [] : evidenceWords(evidence, i18n, format);
  if (lines.length === 0) return null;
  return (
    <div className={classes.lane} data-testid="evidence">
      <strong>{t('evidence.title')}</strong>
      {lines.map((line) => (
        <p key={line} className={classes.laneNote}>
          {line}
        </p>
      ))}
    </div>
  );
}

interface LaneSummaryProps {
  readonly lane: DraftLane;
  /** Whether the run has lanes of both orders, so that each says its own. */
  readonly showOrder: boolean;
  readonly doubts: readonly ShownDoubt[];
  /** The name of the lane whose scores were the reference for this one's. */
  readonly reference: string | null;
}

/**
 * One lane: what it ran, the backend it really used, how fast it was at best, and how far to trust its
 * numbers.
 */
const LaneSummary = memo(function LaneSummary({ lane, showOrder, doubts, reference }: LaneSummaryProps) {
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

/** The highest throughput of each pair count, as measured. The recommendation says what to set. */
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

function Best({ cell }: { readonly cell: BatchCell }) {
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
  const { device, deviceUsed, dtype, runtime, threads, workers, model, state, order, fusedOperators } = lane;
  const where =
    deviceUsed === null || deviceUsed === device
      ? deviceKinds[device].name
      : t('summary.insteadOf', { used: deviceKinds[deviceUsed].name, asked: deviceKinds[device].name });
  const facts = [
    model.file ?? dtype,
    showOrder ? t(`laneOrder.${order}`) : null,
    modelTitle(model.id, t, model.layers),
    runtime,
    // Threads matter only on the CPU.
    threads !== null && deviceKinds[deviceUsed ?? device].usesThreads
      ? threadsText(threads, workers, t)
      : null,
    fusedOperators !== undefined && fusedOperators.length > 0
      ? t('summary.fused', { operators: fusedOperators.join(', ') })
      : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={classes.laneHead}>
      <strong>{where}</strong>
      <span className={classes.laneFacts}>
        <Glossed text={facts.join(' · ')} />
      </span>
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

interface LaneCalibrationProps {
  readonly calibration: CalibrationRecord;
  readonly workers: number;
}

/** What a calibration tried before the lane, the fastest first, and what several sessions cost. */
function LaneCalibration({ calibration, workers }: LaneCalibrationProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tried = calibration.tried
    .toSorted((a, b) => (b.pairsPerSecond ?? 0) - (a.pairsPerSecond ?? 0))
    .map(({ threads, workers: sessions, pairsPerSecond }) => {
      const rate = pairsPerSecond === null ? t('calibration.failed') : format.rate(pairsPerSecond);
      return t('calibration.candidate', { plan: threadsText(threads, sessions, t), rate });
    });
  return (
    <p className={classes.calibration} data-testid="calibration">
      {t(`calibration.${calibration.source}`)} {tried.join(t('joint.clauses'))}
      {workers > 1 && (
        <>
          {t('joint.clauses')}
          {t('calibration.memory', { count: workers })}
        </>
      )}
    </p>
  );
}

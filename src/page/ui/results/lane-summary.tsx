import { IconAlertCircle, IconStarFilled } from '@tabler/icons-react';
import { memo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/record/run-draft.ts';
import { codeText } from '../../i18n/code-text.ts';
import { ErrorDetails } from '../shared/error-details.tsx';
import { deviceNames, modelTitle } from '../shared/names.ts';
import { useFormat } from '../shared/use-format.ts';
import { bestCells, type MeasuredBatch } from './best-cells.ts';
import classes from './results.module.css';

/** One lane: what it ran, on what it really ran, and its best batch sizes. */
export const LaneSummary = memo(function LaneSummary({ lane }: { readonly lane: DraftLane }) {
  const best = bestCells(lane.cells);
  return (
    <div className={classes.lane}>
      <LaneHead lane={lane} />
      {lane.error !== undefined && <LaneError error={lane.error} />}
      {best.length > 0 && (
        <ul className={classes.bestList}>
          {best.map((cell) => (
            <Best key={cell.pairCount} cell={cell} />
          ))}
        </ul>
      )}
    </div>
  );
});

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

function LaneHead({ lane }: { readonly lane: DraftLane }) {
  const { t } = useTranslation();
  const { device, deviceUsed, dtype, runtime, threads, model, state } = lane;
  const where =
    deviceUsed === null || deviceUsed === device
      ? deviceNames[device]
      : t('summary.insteadOf', { used: deviceNames[deviceUsed], asked: deviceNames[device] });
  const facts = [
    dtype,
    modelTitle(model.id, t),
    runtime,
    // Threads belong to the CPU; on a GPU they would only puzzle.
    threads !== null && (deviceUsed ?? device) === 'wasm' ? t('summary.threads', { count: threads }) : null,
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

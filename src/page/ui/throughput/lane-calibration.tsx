import { useTranslation } from 'react-i18next';
import type { CalibrationRecord } from '../../../core/document/run-record.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './results.module.css';
import { useThreadsText } from './use-threads-text.ts';

interface LaneCalibrationProps {
  readonly calibration: CalibrationRecord;
  readonly workers: number;
}

/** What a calibration tried before the lane, the fastest first, and what several sessions cost. */
export function LaneCalibration({ calibration, workers }: LaneCalibrationProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const threadsText = useThreadsText();
  const tried = calibration.tried
    .toSorted((a, b) => (b.pairsPerSecond ?? 0) - (a.pairsPerSecond ?? 0))
    .map(({ threads, workers: sessions, pairsPerSecond }) => {
      const rate = pairsPerSecond === null ? t('calibration.failed') : format.rate(pairsPerSecond);
      return t('calibration.candidate', { plan: threadsText(threads, sessions), rate });
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

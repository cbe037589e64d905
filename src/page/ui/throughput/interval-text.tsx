import { useTranslation } from 'react-i18next';
import { stoppingRule } from '../../../core/bench/stopping.ts';
import { useAppState } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import classes from './results.module.css';
import { widestInterval } from './widest-interval.ts';

/** Tenths of a per cent: finer steps would redraw the text without being read. */
const shownTenths = ({ draft, progress }: AppState): number | null => {
  const lane = progress?.phase === 'sampling' ? draft?.lanes[progress.lane] : undefined;
  // With fixed repetitions no width ends the sampling.
  if (lane === undefined || draft?.settings.repetitions !== null) return null;
  const half = widestInterval(lane);
  return half === null ? null : Math.round(1000 * half);
};

/** "widest interval ±7.2%, stops at ±5%" */
export function IntervalText() {
  const { t, i18n } = useTranslation();
  const tenths = useAppState(shownTenths);
  if (tenths === null) return null;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <div className={classes.intervalText} data-testid="widest-interval">
      {t('interval.widest', {
        width: percent.format(tenths / 1000),
        limit: percent.format(stoppingRule.relativeHalfWidth),
      })}
    </div>
  );
}

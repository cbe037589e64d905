import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { useShortcutNames } from '../shared/use-shortcut-names.ts';
import classes from './results.module.css';

/** What will stand here once something is measured. */
export function EmptyChart() {
  const { t } = useTranslation();
  const shortcuts = useShortcutNames();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return (
    <div className={classes.empty} data-testid="chart">
      <Sketch />
      {!isRunning && (
        <>
          <Title order={3}>{t('chart.emptyTitle')}</Title>
          <p>{t('chart.emptyText')}</p>
          <p>{t('chart.emptyShortcut', { shortcut: shortcuts.run, rank: shortcuts.rank })}</p>
        </>
      )}
    </div>
  );
}

/** A hint at the chart to come: a rise, a best point, a fall. */
function Sketch() {
  return (
    <svg className={classes.sketch} viewBox="0 0 320 150" aria-hidden="true" focusable="false">
      {[30, 65, 100].map((y) => (
        <line key={y} x1="20" x2="300" y1={y} y2={y} className={classes.sketchGrid} />
      ))}
      <path d="M20 10V135H300" className={classes.sketchAxis} />
      <path d="M40 118C80 110 92 72 128 58S188 34 204 32S264 40 284 50" className={classes.sketchLine} />
      <path d="M40 126C80 120 100 98 128 92S190 80 204 82S264 96 284 104" className={classes.sketchFaint} />
      {[
        [40, 118],
        [88, 88],
        [128, 58],
        [204, 32],
        [284, 50],
      ].map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="4" className={classes.sketchPoint} />
      ))}
      <circle cx="204" cy="32" r="9" className={classes.sketchBest} />
    </svg>
  );
}

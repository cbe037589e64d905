import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../shared/use-format.ts';
import { currentCell } from './current-cell.ts';

/** "Measuring, round 3 · 50 pairs, batch 8 · about 20 s left" */
export function ProgressText() {
  return (
    <>
      <PhaseText />
      <CellText />
      <RemainingText />
    </>
  );
}

export function PhaseText() {
  const { t } = useTranslation();
  const phase = useAppState((state) => state.progress?.phase);
  const round = useAppState((state) => state.progress?.round ?? 0);
  const repetitions = useAppState((state) => state.draft?.settings.repetitions ?? null);
  if (phase === undefined) return <>{t('progress.preparing')}</>;
  if (phase !== 'sampling') return <>{t(`progress.${phase}`)}</>;
  // Rounds that were added later go beyond the number asked for.
  const isCounted = repetitions !== null && round <= repetitions;
  return (
    <>
      {isCounted ? t('interval.roundOf', { round, rounds: repetitions }) : t('progress.sampling', { round })}
    </>
  );
}

function CellText() {
  const { t } = useTranslation();
  const pairs = useAppState((state) => currentCell(state)?.pairCount);
  const batch = useAppState((state) => currentCell(state)?.batchSize);
  if (pairs === undefined || batch === undefined || batch === null) return null;
  return <> · {t('progress.cell', { pairs, batch })}</>;
}

function RemainingText() {
  const { t } = useTranslation();
  const format = useFormat();
  // Whole seconds: a text that changes 20 times a second cannot be read.
  const remainingMs = useAppState(({ progress }) =>
    progress === null || progress.remainingMs === null ? null : Math.ceil(progress.remainingMs / 1000) * 1000,
  );
  if (remainingMs === null) return null;
  return <> · {t('progress.remaining', { duration: format.duration(remainingMs) })}</>;
}

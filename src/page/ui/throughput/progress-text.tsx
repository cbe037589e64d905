import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { RunProgress } from '../../store/run-slice.ts';
import { useFormat } from '../kit/use-format.ts';
import { currentCell } from './current-cell.ts';
import { useThreadsText } from './use-threads-text.ts';

/** "Measuring, round 3 · 50 pairs, batch 8 · about 20 s left" */
export function ProgressText() {
  return (
    <>
      <PhaseText />
      <LoadText />
      <CellText />
      <RemainingText />
    </>
  );
}

export function PhaseText() {
  const { t } = useTranslation();
  const phase = useAppState((state) => state.progress?.phase);
  const trying = useAppState(({ progress }) => (progress?.phase === 'calibrating' ? progress.trying : null));
  const round = useAppState((state) => state.progress?.round ?? 0);
  const repetitions = useAppState((state) => state.draft?.settings.repetitions ?? null);
  if (trying !== null) return <Trying {...trying} />;
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

function Trying({ threads, workers, place, of }: NonNullable<RunProgress['trying']>) {
  const { t } = useTranslation();
  const threadsText = useThreadsText();
  return <>{t('calibration.trying', { candidate: threadsText(threads, workers), place, of })}</>;
}

/** Which policy is tested, and how its requests stand. */
function LoadText() {
  const { t } = useTranslation();
  const policy = useAppState((state) => state.progress?.load?.policy);
  const place = useAppState((state) => state.progress?.load?.place ?? 0);
  const of = useAppState((state) => state.progress?.load?.of ?? 0);
  const arrived = useAppState((state) => state.progress?.load?.arrived ?? 0);
  const answered = useAppState((state) => state.progress?.load?.answered ?? 0);
  const waiting = useAppState((state) => state.progress?.load?.waiting ?? 0);
  const isUnderWay = useAppState((state) => state.progress?.phase === 'load-test');
  if (policy === undefined || !isUnderWay) return null;
  return (
    <>
      {' · '}
      {t('load.progress', { policy: t(`load.policy.${policy}`), place, of })} ·{' '}
      {t('load.counts', { arrived, answered, waiting })}
    </>
  );
}

function CellText() {
  const { t } = useTranslation();
  const pairs = useAppState((state) => currentCell(state)?.pairCount);
  const batch = useAppState((state) => currentCell(state)?.batchSize ?? null);
  const tokens = useAppState((state) => currentCell(state)?.tokenBudget ?? null);
  if (pairs !== undefined && tokens !== null) return <> · {t('batching.cell', { pairs, tokens })}</>;
  if (pairs === undefined || batch === null) return null;
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

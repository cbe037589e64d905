import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { RunProgress } from '../../store/run-slice.ts';
import { threadsText } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';

/** "Measuring, round 3" */
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
  return <>{t('calibration.trying', { candidate: threadsText(threads, workers, t), place, of })}</>;
}

/** "about 20 s left"; `null` while there is nothing to estimate it from. */
export function useRemainingText(): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  // Whole seconds, because nobody can read a text that changes 20 times a second.
  const remainingMs = useAppState(({ progress }) =>
    progress === null || progress.remainingMs === null ? null : Math.ceil(progress.remainingMs / 1000) * 1000,
  );
  return remainingMs === null ? null : t('progress.remaining', { duration: format.duration(remainingMs) });
}

import { useMediaQuery, useReducedMotion } from '@mantine/hooks';
import { createContext, type RefObject, useContext, useEffect, useRef, useState } from 'react';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { usePhone } from '../kit/use-phone.ts';

/** Results that begin further down the screen than this share count as out of sight. */
const visibleShare = 0.35;

/** The set-up is a view of its own on a phone. Elsewhere it stands beside the results. */
const shownResults = ['setup', 'throughput', 'load', 'ranking', 'history', 'compare'] as const;
export type ShownResult = (typeof shownResults)[number];

export const isShownResult = (value: string | null): value is ShownResult =>
  shownResults.some((one) => one === value);

/**
 * Which result is in front. A run or a ranking that starts comes to the front, and on small screens, where
 * the results are further down, scrolls into sight. A tab that the visitor chooses meanwhile stays.
 */
export function useShownResult(
  panel: RefObject<HTMLElement | null>,
): [ShownResult, (result: ShownResult) => void] {
  const isPhone = usePhone();
  const [chosen, setShown] = useState<ShownResult>('setup');
  const shown = chosen === 'setup' && !isPhone ? 'throughput' : chosen;
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const runFailed = useAppState((state) => state.runFailure !== null);
  const ofRun = useAppState((state) => (state.task === 'load-test' ? 'load' : 'throughput'));
  const rankStarted = useAppState((state) => state.rankJob.state !== 'idle');
  const ranking = useAppState((state) => state.ranking);
  const openedRun = useAppState((state) => state.shownRun);
  const reducedMotion = useReducedMotion();
  const isStacked = useMediaQuery('(max-width: 67.99em)', false, { getInitialValueInEffect: false });

  const bring = useRef((_: ShownResult) => {});
  bring.current = (result) => {
    setShown(result);
    const element = panel.current;
    if (element === null || !isStacked || isPhone) return;
    const top = element.getBoundingClientRect().top;
    if (top > element.ownerDocument.documentElement.clientHeight * visibleShare) {
      element.scrollIntoView({ behavior: reducedMotion ? 'auto' : 'smooth', block: 'start' });
    }
  };
  useEffect(() => {
    if (isRunning || runFailed) bring.current(ofRun);
  }, [isRunning, runFailed, ofRun]);
  useEffect(() => {
    if (rankStarted) bring.current('ranking');
  }, [rankStarted]);
  useEffect(() => {
    // The built-in model can be done before its start is ever drawn.
    if (ranking !== null) bring.current('ranking');
  }, [ranking]);
  useEffect(() => {
    if (openedRun !== null) bring.current(isOnlyLoadTest(openedRun.draft) ? 'load' : 'throughput');
  }, [openedRun]);
  useEffect(() => {
    // A view of its own begins at its top, however far the last one was scrolled.
    if (isPhone && shown !== null) window.scrollTo(0, 0);
  }, [isPhone, shown]);
  return [shown, setShown];
}

/** Brings a result to the front. Does nothing outside the results. */
const ShowResultContext = createContext<(result: ShownResult) => void>(() => {});

export const ShowResult = ShowResultContext.Provider;

export const useShowResult = () => useContext(ShowResultContext);

/**
 * Whether a run is a load test without a sweep: its lanes have no cells, so there is no throughput by batch
 * size.
 */
export const isOnlyLoadTest = ({ lanes }: Pick<RunDraft, 'lanes'>): boolean =>
  lanes.length > 0 && lanes.every(({ cells }) => cells.length === 0);

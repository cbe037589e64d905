import { useMediaQuery, useReducedMotion } from '@mantine/hooks';
import { type RefObject, useDeferredValue, useEffect, useRef } from 'react';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRankUnderWay } from '../../store/ranking-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import type { ShownResult } from '../../store/view-slice.ts';
import { usePhone } from '../kit/use-phone.ts';

/** Results that begin further down the screen than this share count as out of sight. */
const visibleShare = 0.35;

export interface ShownView {
  /** What is in front. */
  readonly chosen: ShownResult;
  /**
   * What is drawn. It follows what was chosen once that has been rendered, in small pieces, so that the browser can
   * answer meanwhile.
   */
  readonly shown: ShownResult;
  readonly show: (result: ShownResult) => void;
}

/**
 * Which result is in front. A run or a ranking that starts comes to the front, and on small screens, where
 * the results are further down, scrolls into sight. A tab that the visitor chooses meanwhile stays.
 */
export function useShownResult(panel: RefObject<HTMLElement | null>): ShownView {
  const isPhone = usePhone();
  const wanted = useAppState((state) => state.shownResult);
  const show = useShowResult();
  const chosen = wanted === 'setup' && !isPhone ? 'throughput' : wanted;
  const shown = useDeferredValue(chosen);
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const runFailed = useAppState((state) => state.runFailure !== null);
  const ofRun = useAppState((state) => (state.task === 'load-test' ? 'load' : 'throughput'));
  const rankJob = useAppState((state) => state.rankJob);
  const ranking = useAppState((state) => state.ranking);
  const openedRun = useAppState((state) => state.shownRun);
  const reducedMotion = useReducedMotion();
  const isStacked = useMediaQuery('(max-width: 67.99em)', false, { getInitialValueInEffect: false });

  const bring = useRef((_: ShownResult) => {});
  bring.current = (result) => {
    show(result);
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
  const jobBefore = useRef(rankJob);
  useEffect(() => {
    const isNew = rankJob !== jobBefore.current && !isRankUnderWay(jobBefore.current);
    jobBefore.current = rankJob;
    // A job can fail before it is ever under way, for want of a query.
    if (isNew && rankJob.state !== 'idle') bring.current('ranking');
  }, [rankJob]);
  useEffect(() => {
    // The built-in model can be done before its start is ever drawn.
    if (ranking !== null) bring.current('ranking');
  }, [ranking]);
  useEffect(() => {
    if (openedRun !== null) bring.current(isOnlyLoadTest(openedRun.draft) ? 'load' : 'throughput');
  }, [openedRun]);
  useEffect(() => {
    // A view of its own begins at its top, however far the last one was scrolled.
    if (isPhone && shown) window.scrollTo(0, 0);
  }, [isPhone, shown]);
  return { chosen, shown, show };
}

/** Brings a result to the front. */
export const useShowResult = () => useAppState((state) => state.showResult);

/**
 * Whether a run is a load test without a sweep: its lanes have no cells, so there is no throughput by batch
 * size.
 */
export const isOnlyLoadTest = ({ lanes }: Pick<RunDraft, 'lanes'>): boolean =>
  lanes.length > 0 && lanes.every(({ cells }) => cells.length === 0);

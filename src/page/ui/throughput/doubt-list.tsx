import { IconAlertTriangle } from '@tabler/icons-react';
import type { i18n } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import type { Issue } from '../../../core/document/run-record.ts';
import { deviceKinds, isDevice } from '../../../core/rerank/devices.ts';
import { codeText } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import classes from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

interface DoubtListProps {
  readonly doubts: readonly ShownDoubt[];
  /** Names the lane of a doubt, where the list's place does not say which one it is. */
  readonly nameOf?: (laneId: string) => string;
}

/** Doubts in words, each with its figures in small print. */
export function DoubtList({ doubts, nameOf }: DoubtListProps) {
  const { i18n } = useTranslation();
  return (
    <ul className={classes.doubts} data-testid="doubts">
      {doubts.map((doubt) => {
        const figures = figuresText(doubt, i18n);
        return (
          <li key={`${doubt.code} ${doubt.laneId} ${doubt.figures}`} data-code={doubt.code}>
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              {nameOf !== undefined && doubt.laneId !== null && <>{nameOf(doubt.laneId)}: </>}
              {codeText(i18n, 'warning', doubt.code, doubt.message)}
              {figures !== '' && <span className={classes.doubtDetail}> ({figures})</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Whether a doubt concerns what is to be set, and not only how exactly it was measured. */
export const isOfAnswer = ({ code }: Pick<ShownDoubt, 'code'>): boolean => answerCodes.has(code);

const answerCodes: ReadonlySet<string> = new Set([
  'suspect-scores',
  'wrong-backend',
  'other-adapter',
  'software-adapter',
]);

/** The doubts that stand beside the answer. */
export function AnswerDoubts() {
  const doubts = useDoubts().filter(isOfAnswer);
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  const laneName = useLaneName();
  if (doubts.length === 0) return null;
  const nameOf = (laneId: string) => {
    const lane = lanes?.find(({ id }) => id === laneId);
    return lane === undefined ? laneId : laneName(lane);
  };
  return <DoubtList doubts={doubts} {...(lanes !== undefined && lanes.length > 1 && { nameOf })} />;
}

/** The figures, translated where they are codes; empty if the sentence or its neighbours already say them. */
function figuresText({ code, figures }: ShownDoubt, i18n: i18n): string {
  switch (code) {
    case 'lane-restarted':
    case 'worker-replaced':
    case 'load-step-down':
    case 'load-restarted':
    case 'profile-failed':
      return figures === '' ? '' : codeText(i18n, 'reason', figures);
    case 'wrong-backend':
      return isDevice(figures) ? deviceKinds[figures].name : figures;
    case 'suspect-scores':
    case 'repeated-pairs':
      return '';
    default:
      return figures;
  }
}

/** A warning, taken apart to be shown. */
export interface ShownDoubt {
  readonly code: string;
  /** The record's own words, for a code that the page does not know. */
  readonly message: string;
  /** The lane it is about, or `null` where it is about the run. */
  readonly laneId: string | null;
  /** The figures behind it; empty where there are none. */
  readonly figures: string;
}

/**
 * Finds the lane that each warning is about. In a warning about one lane, the first word of `detail` is the
 * lane's id, and the rest are figures.
 */
export function runDoubts(warnings: readonly Issue[], laneIds: readonly string[]): ShownDoubt[] {
  return warnings.map(({ code, message, detail = '' }) => {
    const [first = '', ...rest] = detail.split(' ');
    return laneIds.includes(first)
      ? { code, message, laneId: first, figures: rest.join(' ') }
      : { code, message, laneId: null, figures: detail };
  });
}

const none: readonly Issue[] = [];

/** The warnings of the run on show; the same list until they change. */
export function useDoubts(): readonly ShownDoubt[] {
  const warnings = useAppState((state) => shownDraft(state)?.warnings ?? none);
  const laneIds = useAppState(useShallow((state) => shownDraft(state)?.lanes.map(({ id }) => id) ?? []));
  return useMemo(() => runDoubts(warnings, laneIds), [warnings, laneIds]);
}

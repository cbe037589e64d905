import { useAppState } from '../../store/app-context.ts';
import { useMessageText } from '../kit/use-message-text.ts';
import classes from './ranking.module.css';
import { stepMessages } from './step-message.ts';

/**
 * What a ranking had to do by itself. The region is always there, since screen readers tell only of changes in one that
 * they have met before.
 */
export function RankSteps() {
  const text = useMessageText();
  const rankJob = useAppState((state) => state.rankJob);
  const rankSteps = useAppState((state) => state.rankSteps);
  const ranking = useAppState((state) => state.ranking);
  const lines = stepMessages({ rankJob, rankSteps, ranking }).map(text);
  return (
    <div className={classes.steps} role="status" data-testid="rank-steps">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}

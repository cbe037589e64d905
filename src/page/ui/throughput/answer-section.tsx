import { Button } from '@mantine/core';
import { IconCircleCheck, IconHelpCircle, IconRefresh, IconTestPipe2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hasMeasured, type RunDraft } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { builtinModelId } from '../../../core/rerank/catalogue.ts';
import { isCutTwin, isTwinId } from '../../../core/rerank/twins.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { isSetUpChanged } from '../../store/set-up.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Later } from '../kit/later.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './answer.module.css';
import { type Answer, otherPairCounts, shownAnswer } from './answer.ts';
import { type AnswerInBrief, batchWords, certaintyWords, timesOneWords, timesWords } from './answer-words.ts';
import { AnswerDoubts } from './doubt-list.tsx';
import { ExportBar } from './export-bar.tsx';
import { IdentityLine } from './identity-line.tsx';
import { MoreRoundsOffer } from './more-rounds-offer.tsx';
import { useLaneName } from './shown-lanes.ts';
import { isOnlyLoadTest } from './shown-result.ts';
import { SuiteAnswer } from './suite-answer.tsx';

/**
 * The run on show if it has an answer: it is over, and something was measured in it. Otherwise its failure, its
 * progress or its load test is shown instead.
 */
export function useAnsweredRun(): RunDraft | null {
  const draft = useAppState(shownDraft);
  const isUnderWay = useAppState((state) => state.shownRun === null && isRunUnderWay(state.runState));
  if (draft === null || isUnderWay || draft.state === 'running') return null;
  return hasMeasured(draft) && !isOnlyLoadTest(draft) ? draft : null;
}

/** What to set, large, then what that holds for and what can be done with it. */
export function AnswerSection({ draft }: { readonly draft: RunDraft }) {
  const { t } = useTranslation();
  return (
    <section className={classes.answer} aria-label={t('answer.label')} data-testid="answer">
      <SetUpNote />
      {draft.suite === undefined ? <Headline draft={draft} /> : <SuiteAnswer draft={draft} />}
      <ModelNote settings={draft.settings} />
      <AnswerDoubts />
      <Later>
        <div className={classes.foot}>
          <IdentityLine draft={draft} />
          <div className={classes.actions} data-hidden-while-presenting>
            <ExportBar />
            <MeasureAgain />
          </div>
        </div>
      </Later>
    </section>
  );
}

function Headline({ draft }: { readonly draft: RunDraft }) {
  const { t } = useTranslation();
  const isLink = useAppState((state) => state.shownRun?.source === 'link');
  const answer = useMemo(() => shownAnswer(draft, isLink), [draft, isLink]);
  if (answer !== null) {
    return (
      <>
        <AnswerLine {...answer} />
        <div className={classes.more}>
          <Scope answer={answer} draft={draft} />
          <ToyMark model={draft.settings.model} />
          <MoreRoundsOffer />
        </div>
        <Lanes answer={answer} />
      </>
    );
  }
  const allSuspect = draft.lanes.every(isSuspect);
  return (
    <>
      <p className={classes.line}>{t('answer.nothing')}</p>
      <p className={classes.small}>{t(allSuspect ? 'answer.nothingSuspect' : 'answer.nothingMeasured')}</p>
    </>
  );
}

/** "Batch 8 · 936 pairs/s · 2.1 × batch 1 · sure" */
export function AnswerLine(answer: AnswerInBrief) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind } = answer.certainty;
  const timesOne = timesOneWords(answer, t, format);
  return (
    <p className={classes.line} data-testid="answer-line" data-certainty={kind}>
      <strong>{batchWords(answer, t)}</strong>
      <span>{t('answer.rate', { rate: format.rate(answer.pairsPerSecond) })}</span>
      {timesOne !== null && <span>{timesOne}</span>}
      <Certainty answer={answer} />
    </p>
  );
}

/** Beside every speed of the built-in model, which no reranker has. */
export function ToyMark({ model }: { readonly model: string }) {
  const { t } = useTranslation();
  if (model !== builtinModelId) return null;
  return (
    <span className={classes.toy}>
      <IconTestPipe2 size={14} aria-hidden />
      {t('answer.toy')}
    </span>
  );
}

function Certainty({ answer }: { readonly answer: AnswerInBrief }) {
  const { t } = useTranslation();
  const { kind } = answer.certainty;
  const words = certaintyWords(answer, t);
  if (kind === 'unsure') return <span className={classes.open}>{words}</span>;
  const isSure = kind === 'sure';
  const Icon = isSure ? IconCircleCheck : IconHelpCircle;
  return (
    <span className={isSure ? classes.sure : classes.open} title={isSure ? t('answer.sureHelp') : undefined}>
      <Icon size={18} aria-hidden />
      {words}
    </span>
  );
}

/** Which requests the answer is for, and what smaller ones want where that differs. */
function Scope({ answer, draft }: { readonly answer: Answer; readonly draft: RunDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const smaller = useMemo(() => otherPairCounts(draft.recommendations, answer), [draft, answer]);
  const list = smaller.map(({ pairCount, batchSize }) =>
    t('answer.otherCount', { count: pairCount, batch: batchSize }),
  );
  return (
    <p className={classes.small}>
      {[
        t('answer.at', { count: answer.pairCount }),
        ...(list.length > 0 ? [t('answer.otherCounts', { list: format.list(list) })] : []),
      ].join(' · ')}
    </p>
  );
}

/** How the answer's lane stands against the others. */
function Lanes({ answer }: { readonly answer: Answer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lanes = useAppState((state) => shownDraft(state)?.lanes);
  const laneName = useLaneName();
  const nameOf = (laneId: string) => {
    const lane = lanes?.find(({ id }) => id === laneId);
    return lane === undefined ? laneId : laneName(lane);
  };
  if (answer.others.length === 0) return null;
  const winner = nameOf(answer.laneId);
  return (
    <ul className={classes.lanes} data-testid="answer-lanes">
      {answer.others.map(({ laneId, batchSize, pairsPerSecond, ratio, isBeaten }) => (
        <li key={laneId}>
          {isBeaten
            ? t('answer.faster', { winner, other: nameOf(laneId), times: timesWords(ratio, format) })
            : t('answer.noLaneDifference', { winner, other: nameOf(laneId) })}{' '}
          <span className={classes.dim}>
            {t('answer.otherLane', {
              lane: nameOf(laneId),
              batch: batchSize,
              rate: format.rate(pairsPerSecond),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How far a synthetic twin's figures can be carried over. */
export function ModelNote({ settings }: Pick<RunDraft, 'settings'>) {
  const { t } = useTranslation();
  const { model, layers } = settings;
  if (!isTwinId(model)) return null;
  return (
    <p className={classes.small} data-testid="twin-recommendation">
      {t(isCutTwin(model, layers) ? 'twin.recommendationCut' : 'twin.recommendation')}
    </p>
  );
}

/** Says that the run on show is not one of the set-up now chosen, and offers to measure that. */
function SetUpNote() {
  const { run } = useServices();
  const isOther = useAppState((state) => state.shownRun === null && isSetUpChanged(state));
  return isOther && <OtherSetUpNote testId="other-set-up" run={run} />;
}

interface OtherSetUpNoteProps {
  readonly testId: string;
  /** Runs what is now chosen. */
  readonly run: () => Promise<unknown>;
}

/** A result is of a set-up that is no longer the one chosen. */
export function OtherSetUpNote({ testId, run }: OtherSetUpNoteProps) {
  const { t } = useTranslation();
  return (
    <p className={classes.stale} role="status" data-testid={testId} data-hidden-while-presenting>
      {t('stale.text')}
      <Button variant="light" size="compact-sm" onClick={() => void run()}>
        {t('stale.run')}
      </Button>
    </p>
  );
}

/** Only where it would measure the same again: another set-up and another's run have buttons of their own. */
function MeasureAgain() {
  const { t } = useTranslation();
  const { run, runSuite } = useServices();
  const asked = useAppState((state) => state.settings.suite);
  const suite = useAppState((state) => shownDraft(state)?.suite?.name);
  const again = () => (suite === undefined || asked !== null ? run() : runSuite(suite));
  const isSame = useAppState((state) => state.shownRun === null && !isSetUpChanged(state));
  if (!isSame) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={() => void again()}
    >
      {t('answer.again')}
    </Button>
  );
}

import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { codeText } from '../../../core/texts/message.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { isLoadTestSetUpChanged } from '../../store/set-up.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { modelTitle } from '../kit/names.ts';
import { TwinMark } from '../kit/twin-mark.tsx';
import { useFormat } from '../kit/use-texts.ts';
import answer from '../throughput/answer.module.css';
import { KeptPlace, LikelyFoot } from '../throughput/answer-place.tsx';
import { OtherSetUpNote, ToyMark } from '../throughput/answer-section.tsx';
import { DoubtList, isOfAnswer, type ShownDoubt } from '../throughput/doubt-list.tsx';
import { ExportBar } from '../throughput/export-bar.tsx';
import { IdentityLine } from '../throughput/identity-line.tsx';
import panel from '../throughput/results.module.css';
import { batchingGain, type LoadTestSeries, loadTestHeadline } from './load-test-series.ts';
import { quantileName, usePlanText } from './load-test-words.ts';
import { type LoadVerdict, type SimulationCheck, verdictOf } from './load-verdict.ts';

const components = { strong: <strong /> };

interface VerdictSectionProps {
  readonly series: LoadTestSeries;
  /** What the planner found for this series; absent where it did not get that far. */
  readonly capacity: CapacityPlanRecord | undefined;
  readonly doubts: readonly ShownDoubt[];
}

/** The answer to the load test's question, large, then what it holds for and what can be done with it. */
export function VerdictSection({ series, capacity, doubts }: VerdictSectionProps) {
  const { t } = useTranslation();
  const planText = usePlanText();
  const draft = useAppState(shownDraft);
  const isOwn = useAppState((state) => state.shownRun === null);
  const verdict = useMemo(() => capacity && verdictOf(series, capacity), [series, capacity]);
  const lane = draft?.lanes.find(({ id }) => id === series.laneId);
  if (draft === null || lane === undefined) return null;
  const besideAnswer = doubts.filter(isOfAnswer);
  return (
    <KeptPlace likely={isOwn ? <LikelyVerdict /> : null}>
      <section className={answer.answer} aria-label={t('load.result')} data-testid="load-result">
        <SetUpNote />
        {capacity === undefined || verdict === undefined ? (
          <p className={answer.line} data-testid="load-headline">
            <LiveSentence series={series} />
          </p>
        ) : (
          <>
            <VerdictLine verdict={verdict} objective={capacity.objective} />
            <p className={answer.small} data-testid="load-headline">
              <LiveSentence series={series} />
              {verdict.kind === 'kept' && <GainText capacity={capacity} />}
            </p>
          </>
        )}
        <div className={answer.more}>
          <p className={answer.small}>{planText(series.plan)}</p>
          <ToyMark model={draft.settings.model} />
          <TwinMark />
          {isSuspect(lane) && <span className={panel.suspect}>{t('scoreCheck.suspect')}</span>}
        </div>
        {besideAnswer.length > 0 && <DoubtList doubts={besideAnswer} />}
        <div className={answer.foot}>
          <IdentityLine draft={{ ...draft, lanes: [lane] }} />
          <div className={answer.actions} data-hidden-while-presenting>
            <ExportBar />
          </div>
        </div>
      </section>
    </KeptPlace>
  );
}

/** Words about as long as a verdict's, to keep its place during the test. */
export function LikelyVerdict() {
  const { t } = useTranslation();
  const format = useFormat();
  const { model, layers } = useAppState((state) => (state.draft ?? state).settings);
  const rate = format.rate(47.4);
  const limit = { tail: 'P99', latency: format.duration(300) };
  return (
    <div className={answer.answer}>
      <p className={answer.line}>
        <strong>{t('load.verdict.upTo', { rate })}</strong>
        <span>{t('load.verdict.within', limit)}</span>
        <span>{t('load.verdict.setting', { batch: 16, wait: 10 })}</span>
        <span>{t('load.verdict.agrees')}</span>
      </p>
      <p className={answer.small}>
        {t('load.verdict.nearest', { policy: t('load.policy.dynamic'), ...limit, rate })}{' '}
        {t('load.plan.gain', { rate, gain: format.rate(2.5) })}
      </p>
      <div className={answer.more}>
        <p className={answer.small}>
          {[
            t('load.planText.poisson'),
            t('load.planText.rate', { rate }),
            t('load.planText.pairsRange', { min: 1, max: 8 }),
            format.duration(20_000),
          ].join(' · ')}
        </p>
        <ToyMark model={model} />
      </div>
      <LikelyFoot
        title={modelTitle(model, t, layers)}
        lanes={1}
        actions={[t('exports.copyLink'), t('exports.menu')]}
      />
    </div>
  );
}

interface VerdictLineProps {
  readonly verdict: LoadVerdict;
  readonly objective: CapacityPlanRecord['objective'];
}

/** "Up to 47.4 requests/s · P99 within 300 ms · max batch 16, max wait 10 ms · simulated; live tests agree" */
function VerdictLine({ verdict, objective }: VerdictLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const limit = { tail: quantileName(objective.quantile), latency: format.duration(objective.latencyMs) };
  if (verdict.kind === 'kept') {
    const { best, check } = verdict;
    return (
      <p className={answer.line} data-testid="load-verdict" data-certainty={check.kind}>
        <strong>{t('load.verdict.upTo', { rate: format.rate(best.ratePerSecond) })}</strong>
        <span>{t('load.verdict.within', limit)}</span>
        <span>{t('load.verdict.setting', { batch: best.maxBatch, wait: format.rate(best.maxWaitMs) })}</span>
        <Check check={check} />
      </p>
    );
  }
  const { nearest } = verdict;
  return (
    <p className={answer.line} data-testid="load-verdict" data-certainty="not-kept">
      <strong>{t('load.verdict.notKept', limit)}</strong>
      {nearest !== null && (
        <span>
          {t('load.verdict.nearest', {
            policy: t(`load.policy.${nearest.policy}`),
            tail: limit.tail,
            latency: format.duration(nearest.latencyMs),
            rate: format.rate(nearest.answeredPerSecond),
          })}
        </span>
      )}
    </p>
  );
}

/** Whether live tests bear the simulation out. */
function Check({ check }: { readonly check: SimulationCheck }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (check.kind) {
    case 'agrees':
      return (
        <span className={answer.sure} title={t('load.verdict.agreesHelp')}>
          <IconCircleCheck size={18} aria-hidden />
          {t('load.verdict.agrees')}
        </span>
      );
    case 'differs':
      return (
        <span className={answer.open}>
          <IconAlertTriangle size={18} aria-hidden />
          {check.times > 1
            ? t('load.verdict.slower', { times: format.rate(Number(check.times.toPrecision(2))) })
            : t('load.verdict.faster', { times: format.rate(Number((1 / check.times).toPrecision(2))) })}
        </span>
      );
    case 'overloaded':
      return (
        <span className={answer.open}>
          <IconAlertTriangle size={18} aria-hidden />
          {t('load.verdict.overloaded', { rate: format.rate(check.ratePerSecond) })}
        </span>
      );
    case 'unchecked':
      return (
        <span className={answer.open}>
          <IconHelpCircle size={18} aria-hidden />
          {t('load.verdict.unchecked')}
        </span>
      );
    default:
      return check satisfies never;
  }
}

/** The live test's outcome in a sentence. */
function LiveSentence({ series }: { readonly series: LoadTestSeries }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const headline = useMemo(() => loadTestHeadline(series), [series]);
  if (headline === null) return null;
  const policy = t(`load.policy.${headline.policy}`);
  // Only the page's own words and numbers go into texts with tags, because text from a record could be read
  // as one.
  switch (headline.kind) {
    case 'answered':
    case 'stopped': {
      const values = {
        policy,
        rate: format.rate(headline.answeredPerSecond),
        tail: headline.tail.name,
        latency: format.duration(headline.tail.ms),
      };
      const { arrivals, unanswered } = headline;
      return (
        <span>
          <Trans t={t} i18nKey={`load.headline.${headline.kind}`} values={values} components={components} />
          {headline.kind === 'answered' && unanswered > 0 && (
            <>
              {t('joint.sentences')}
              {t('load.headline.unanswered', { unanswered, arrivals })}
            </>
          )}
        </span>
      );
    }
    case 'overloaded': {
      const values = {
        policy,
        offered: format.rate(headline.offeredPerSecond),
        rate: format.rate(headline.answeredPerSecond),
      };
      return (
        <span>
          <Trans t={t} i18nKey="load.headline.overloaded" values={values} components={components} />
        </span>
      );
    }
    case 'nothing':
      return <span>{t('load.headline.nothing', { policy })}</span>;
    case 'failed': {
      const { code, message } = headline.error;
      return (
        <span>{t('load.headline.failed', { policy, reason: codeText(i18n, 'reason', code, message) })}</span>
      );
    }
    default:
      return headline satisfies never;
  }
}

/** The planner cannot tell smaller gains apart. */
const worthSaying = 1.02;

/** What batching gains over one pair at a time. */
function GainText({ capacity }: { readonly capacity: CapacityPlanRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const gain = batchingGain(capacity);
  const rate = format.rate(capacity.unbatchedRatePerSecond);
  const text = () => {
    if (gain === null) return t('load.plan.unbatched', { rate });
    return gain < worthSaying
      ? t('load.plan.noGain', { rate })
      : t('load.plan.gain', { rate, gain: format.rate(gain) });
  };
  return (
    <>
      {t('joint.sentences')}
      {text()}
    </>
  );
}

/** Says that the load test on show is not one of the settings now chosen, and offers to run that. */
function SetUpNote() {
  const { loadTest } = useServices();
  const isOther = useAppState(
    (state) => state.shownRun === null && !isRunUnderWay(state.runState) && isLoadTestSetUpChanged(state),
  );
  return isOther && <OtherSetUpNote testId="other-load-set-up" run={loadTest} />;
}

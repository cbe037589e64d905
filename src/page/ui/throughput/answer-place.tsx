import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { stoppingRule } from '../../../core/bench/stopping.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { settingDepartures } from '../../../core/suite/departures.ts';
import { suites } from '../../../core/suite/suite.ts';
import type { SuiteResult } from '../../../core/suite/suite-result.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { modelTitle, suiteTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import { usePlanSummary } from '../setup/plan-sentence.tsx';
import classes from './answer.module.css';
import { AnswerSection, ModelNote, ToyMark, useAnsweredRun } from './answer-section.tsx';
import { AnswerDoubts } from './doubt-list.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { useLaneFacts, useLaneName } from './shown-lanes.ts';
import { LikelySuiteAnswer } from './suite-answer.tsx';

/**
 * A run's progress and then its answer, in a place that is as high as the answer will be, so that the end of the
 * run changes words and moves nothing.
 */
export function AnswerPlace() {
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isOwn = useAppState((state) => state.shownRun === null);
  const answered = useAnsweredRun();
  const answer = answered !== null && <AnswerSection draft={answered} />;
  return (
    <>
      {(isRunning || (isOwn && answer)) && (
        <KeptPlace likely={<LikelyAnswer />}>{isRunning ? <ProgressPanel /> : answer}</KeptPlace>
      )}
      {!isOwn && answer}
    </>
  );
}

/** Words about as long as those that will stand here. They are never seen. */
function LikelyAnswer() {
  const { t } = useTranslation();
  // Until the run is planned, what there is is the run before it.
  const asked = useAppState((state) => state.asked);
  const known = useAppState((state) => (state.draft ?? state).settings);
  const settings = asked ?? known;
  const suite = useLikelySuite();
  const planned = usePlanSummary().lanes;
  const laneName = useLaneName();
  const found = useLaneFacts().map(laneName);
  // Until the run has lanes, their names lack the precision that is chosen for each.
  const lanes = asked === null && found.length > 0 ? found : planned.map((lane) => `${lane} · fp32`);
  return (
    <div className={classes.answer}>
      {suite !== null ? (
        <LikelySuiteAnswer {...suite} />
      ) : (
        <LikelyHeadline lanes={lanes} settings={settings} />
      )}
      <ModelNote settings={settings} />
      <AnswerDoubts />
      <LikelyFoot
        title={suite === null ? modelTitle(settings.model, t, settings.layers) : suiteTitle(suite.name, t)}
        // A suite's lanes have one precision and one device.
        lanes={suite === null ? lanes.length : 1}
        actions={[t('exports.copyLink'), t('exports.menu'), t('answer.again')]}
      />
    </div>
  );
}

/** The suite that is run, with what the run departs in as far as is known; `null` where none is. */
function useLikelySuite(): Pick<SuiteResult, 'name' | 'departures'> | null {
  const asked = useAppState((state) => state.asked);
  const known = useAppState(({ draft }) => draft?.suite ?? null);
  const adapter = useAppState(({ machine }) => (machine.state === 'known' ? machine.probe.adapter : null));
  if (asked === null) return known;
  const { suite: name } = asked;
  return name && { name, departures: settingDepartures(suites[name], asked, { adapter }) };
}

interface LikelyIdentityProps {
  /** What was measured. */
  readonly title: string;
  /** How many there are. */
  readonly lanes: number;
}

interface LikelyFootProps extends LikelyIdentityProps {
  /** The buttons' labels. */
  readonly actions: readonly string[];
}

/** As high as whose an answer is, with what can be done with it. */
export function LikelyFoot({ actions, ...identity }: LikelyFootProps) {
  return (
    <div className={classes.foot}>
      <p className={classes.identity}>
        <LikelyIdentity {...identity} />
      </p>
      <div className={classes.actions} data-hidden-while-presenting>
        {actions.map((label) => (
          <Button key={label} size="compact-sm" leftSection={<IconRefresh size={16} />}>
            {label}
          </Button>
        ))}
      </div>
    </div>
  );
}

interface KeptPlaceProps {
  /** Words about as long as those that are to come; `null` where none are. */
  readonly likely: ReactNode;
  readonly children: ReactNode;
}

/** A place that is at least as high as what will probably stand there, so that this moves nothing. */
export function KeptPlace({ likely, children }: KeptPlaceProps) {
  return (
    <div className={classes.place}>
      {likely !== null && (
        <div className={classes.reserve} aria-hidden inert>
          {likely}
        </div>
      )}
      {children}
    </div>
  );
}

interface LikelyHeadlineProps {
  readonly lanes: readonly string[];
  readonly settings: Settings;
}

function LikelyHeadline({ lanes: [winner = '', ...others], settings }: LikelyHeadlineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rate = format.rate(888);
  const [count = 0, smaller] = settings.pairCounts.toSorted((a, b) => b - a);
  const other = smaller !== undefined && t('answer.otherCount', { count: smaller, batch: 16 });
  // Few rounds seldom decide.
  const isFew = settings.repetitions !== null && settings.repetitions < stoppingRule.minRounds;
  return (
    <>
      <p className={classes.line}>
        <strong>{t('answer.batch', { batch: 16 })}</strong>
        <span>{t('answer.rate', { rate })}</span>
        <span>{t('answer.timesOne', { times: format.rate(2.8) })}</span>
        {isFew ? <span className={classes.open}>{t('answer.tooFew')}</span> : <span>{t('answer.sure')}</span>}
      </p>
      <div className={classes.more}>
        <p className={classes.small}>
          {t('answer.at', { count })}
          {other && ` · ${t('answer.otherCounts', { list: other })}`}
        </p>
        <ToyMark model={settings.model} />
        <span className={classes.moreOffer} />
      </div>
      {others.length > 0 && (
        <ul className={classes.lanes}>
          {others.map((other) => (
            <li key={other}>
              {t('answer.faster', { winner, other, times: format.rate(2.8) })}{' '}
              {t('answer.otherLane', { lane: other, batch: 16, rate })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function LikelyIdentity({ title, lanes }: LikelyIdentityProps) {
  const { t, i18n } = useTranslation();
  const gpu = useAppState(({ machine }) =>
    machine.state === 'known' ? machine.probe.adapter?.name : undefined,
  );
  const cpu = t('answer.cpuThreads', { threads: t('summary.threads', { count: 2 }) });
  return [
    title,
    lanes > 1 ? 'fp16, q8' : 'fp32',
    ...(gpu === undefined ? [] : [gpu]),
    ...(gpu === undefined || lanes > 1 ? [cpu] : []),
    'Chromium 156',
    formatOf(i18n.language).date('2026-11-28T12:00:00Z'),
  ].join(' · ');
}

import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stoppingRule } from '../../../core/bench/stopping.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import { usePlanSummary } from '../setup/plan-sentence.tsx';
import classes from './answer.module.css';
import { ModelNote, ToyMark } from './answer-section.tsx';
import { AnswerDoubts } from './doubt-list.tsx';
import { ProgressPanel } from './progress-panel.tsx';

/**
 * A run's progress in the place of its answer: as high as the answer will be, so that the end of the run
 * changes words and moves nothing.
 */
export function AnswerPlace() {
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  if (!isRunning) return null;
  return (
    <div className={classes.place}>
      <div className={classes.reserve} aria-hidden inert>
        <LikelyAnswer />
      </div>
      <ProgressPanel />
    </div>
  );
}

/** Words about as long as those that will stand here. They are never seen. */
function LikelyAnswer() {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useAppState((state) => state.settings);
  const { lanes } = usePlanSummary();
  const [winner = '', ...others] = lanes;
  const rate = format.rate(888);
  const count = Math.max(...settings.pairCounts);
  return (
    <div className={classes.answer}>
      <p className={classes.line}>
        <strong>{t('answer.batch', { batch: 16 })}</strong>
        <span>{t('answer.rate', { rate })}</span>
        <span>{t('answer.timesOne', { times: format.rate(2.8) })}</span>
        <span>{t('answer.sure')}</span>
      </p>
      <div className={classes.more}>
        <p className={classes.small}>{t('answer.at', { count })}</p>
        <ToyMark model={settings.model} />
        {/* Few rounds seldom decide, and more are offered then. */}
        {settings.repetitions !== null && settings.repetitions < stoppingRule.minRounds && (
          <span className={classes.moreOffer} />
        )}
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
      <ModelNote settings={settings} />
      <AnswerDoubts />
      <div className={classes.foot}>
        <p className={classes.identity}>
          <LikelyIdentity lanes={lanes.length} />
        </p>
        <div className={classes.actions}>
          {[t('exports.copyLink'), t('exports.menu'), t('answer.again')].map((label) => (
            <Button key={label} size="compact-sm" leftSection={<IconRefresh size={16} />}>
              {label}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}

function LikelyIdentity({ lanes }: { readonly lanes: number }) {
  const { t, i18n } = useTranslation();
  const model = useAppState(({ settings }) => modelTitle(settings.model, t, settings.layers));
  const gpu = useAppState(({ machine }) =>
    machine.state === 'known' ? machine.probe.adapter?.name : undefined,
  );
  const cpu = t('answer.cpuThreads', { threads: t('summary.threads', { count: 2 }) });
  return [
    model,
    lanes > 1 ? 'fp16, q8' : 'fp32',
    ...(gpu === undefined ? [] : [gpu]),
    ...(gpu === undefined || lanes > 1 ? [cpu] : []),
    'Chromium 156',
    formatOf(i18n.language).date('2026-11-28T12:00:00Z'),
  ].join(' · ');
}

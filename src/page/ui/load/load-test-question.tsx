import { Button, Title } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { policiesOf } from '../../../core/settings/load-test-plan.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useFormat } from '../kit/use-texts.ts';
import { useValidStart } from '../setup/invalid-fields.tsx';
import { usePlanSummary } from '../setup/plan-sentence.tsx';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';
import { QuestionFields } from './load-test-fields.tsx';

/** What a load test is asked: how long an answer may take, and how many requests come. */
export function LoadTestQuestion() {
  const { t } = useTranslation();
  const { loadTest } = useServices();
  const { start, refusal } = useValidStart(loadTest);
  return (
    <section className={panel.block} aria-label={t('load.title')} data-testid="load-setup">
      <Title order={3} className={classes.question}>
        {t('load.question')}
      </Title>
      <div className={classes.fields}>
        <QuestionFields />
        {refusal !== null && (
          <p role="alert" className={classes.refusal}>
            {t('actions.refused', { reason: refusal })}
          </p>
        )}
        <StartButton start={start} />
      </div>
      <Outlook />
    </section>
  );
}

/** Starts the load test; while it runs, the same button stops it. */
function StartButton({ start }: { readonly start: () => void }) {
  const { t } = useTranslation();
  const { stop } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isLoadTest = useAppState((state) => state.task === 'load-test');
  const isStopping = useAppState((state) => state.progress?.phase === 'stopping');
  if (isRunning && isLoadTest) {
    return (
      <Button
        className={classes.start ?? ''}
        color="red.9"
        disabled={isStopping}
        leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
        onClick={stop}
      >
        {isStopping ? t('load.stopping') : t('load.stop')}
      </Button>
    );
  }
  return (
    <Tooltip label={isRunning ? t('load.busy') : t('load.startHelp')}>
      <Button
        className={classes.start ?? ''}
        // Not `disabled`, because a button that explains why it waits must still take the focus.
        {...(isRunning && { 'data-disabled': true })}
        aria-disabled={isRunning}
        leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        onClick={() => {
          if (!isRunning) start();
        }}
      >
        {t('load.start')}
      </Button>
    </Tooltip>
  );
}

/** Says which lane will be tested, with which policies, and for how long. */
function Outlook() {
  const { t } = useTranslation();
  const format = useFormat();
  const { lanes } = usePlanSummary();
  const duration = useAppState((state) => state.settings.duration);
  const chosen = useAppState((state) => state.settings.policies);
  const policies = policiesOf({ policies: chosen });
  const where =
    lanes.length === 1
      ? t('load.oneLane', { lane: lanes[0] ?? '' })
      : t('load.manyLanes', { count: lanes.length, names: format.list(lanes) });
  // Within a sentence only the first has a capital.
  const names = policies.map((policy, i) => {
    const name = t(`load.policy.${policy}`);
    return i === 0 ? name : name.charAt(0).toLowerCase() + name.slice(1);
  });
  const plan = t('load.plannedFor', {
    policies: format.list(names),
    duration: format.duration(1000 * duration * policies.length),
  });
  return <p className={classes.help}>{[where, plan].join(t('joint.sentences'))}</p>;
}

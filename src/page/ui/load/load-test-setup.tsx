import { Button, Collapse, SegmentedControl, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconChevronDown,
  IconChevronUp,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { arrivalPatterns } from '../../../core/serving/arrival.ts';
import { policiesOf } from '../../../core/settings/load-test-plan.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { useFormat } from '../kit/use-texts.ts';
import { usePlanSummary } from '../setup/plan-sentence.tsx';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';
import { LoadTestFields, MoreLoadTestFields } from './load-test-fields.tsx';

/** What a load test sends, and how it batches. */
export function LoadTestSetup() {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <section className={panel.block} aria-label={t('load.title')} data-testid="load-setup">
      <p className={classes.intro}>{t('load.intro')}</p>
      <PatternChoice />
      <div className={classes.fields}>
        <LoadTestFields />
      </div>
      <Collapse expanded={isOpen} id={id} keepMounted={false}>
        <div className={classes.fields}>
          <MoreLoadTestFields />
        </div>
      </Collapse>
      <div className={classes.actions}>
        <StartLoadTestButton />
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={id}
          rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        >
          {isOpen ? t('sweep.fewer') : t('sweep.more')}
        </Button>
      </div>
      <LoadTestOutlook />
    </section>
  );
}

/** How requests arrive, and what that means. */
function PatternChoice() {
  const { t } = useTranslation();
  const helpId = useId();
  const arrivals = useAppState((state) => state.settings.arrivals);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <div className={classes.pattern}>
      <SegmentedControl
        size="sm"
        aria-label={t('load.arrivals')}
        aria-describedby={helpId}
        value={arrivals}
        data={arrivalPatterns.map((value) => ({ value, label: t(`load.pattern.${value}`) }))}
        onChange={(chosen) => {
          const pattern = arrivalPatterns.find((one) => one === chosen);
          if (pattern !== undefined) changeSettings({ arrivals: pattern });
        }}
      />
      <p id={helpId} className={classes.help}>
        {t(`load.patternHelp.${arrivals}`)}
      </p>
    </div>
  );
}

/** Starts the load test; while it runs, the same button stops it. */
function StartLoadTestButton() {
  const { t } = useTranslation();
  const { loadTest, stop } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  const isLoadTest = useAppState((state) => state.task === 'load-test');
  const isStopping = useAppState((state) => state.progress?.phase === 'stopping');
  if (isRunning && isLoadTest) {
    return (
      <Button
        color="red"
        variant="light"
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
        // Not `disabled`, because a button that explains why it waits must still take the focus.
        {...(isRunning && { 'data-disabled': true })}
        aria-disabled={isRunning}
        leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
        onClick={() => {
          if (!isRunning) void loadTest();
        }}
      >
        {t('load.start')}
      </Button>
    </Tooltip>
  );
}

/** Says which lane will be tested, with which policies, and for how long. */
function LoadTestOutlook() {
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
  const plan = t('load.plannedFor', {
    policies: format.list(policies.map((policy) => t(`load.policy.${policy}`))),
    duration: format.duration(1000 * duration * policies.length),
  });
  return <p className={classes.help}>{[where, plan].join(t('joint.sentences'))}</p>;
}

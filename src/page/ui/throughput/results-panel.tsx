import { Tabs } from '@mantine/core';
import { IconArrowsDiff, IconArrowsSort, IconChartLine, IconGauge, IconHistory } from '@tabler/icons-react';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay, type RunSlice } from '../../store/run-slice.ts';
import { BusyMark } from '../kit/busy-mark.tsx';
import { PartBoundary } from '../kit/part-boundary.tsx';
import { LoadTestPanel } from '../load/load-test-panel.tsx';
import { RankingMark } from '../ranking/ranking-mark.tsx';
import { RankingPanel } from '../ranking/ranking-panel.tsx';
import classes from './results.module.css';
import { isShownResult, ShowResult, useShownResult } from './shown-result.ts';
import { ThroughputPanel } from './throughput-panel.tsx';

/** Loaded when needed: a visit usually ends without a comparison or a look at earlier runs. */
const ComparePanel = lazy(async () => ({ default: (await import('../later-parts.ts')).ComparePanel }));
const HistoryPanel = lazy(async () => ({ default: (await import('../later-parts.ts')).HistoryPanel }));

/** The results in tabs: throughput, load test, ranking, history and comparison. */
export function ResultsPanel() {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  const [shown, show] = useShownResult(panel);
  return (
    <section
      ref={panel}
      id="results"
      tabIndex={-1}
      className={classes.panel}
      aria-label={t('header.results')}
    >
      <Tabs
        className={classes.tabs ?? ''}
        value={shown}
        onChange={(value) => show(isShownResult(value) ? value : 'throughput')}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs.label')} className={classes.tabList ?? ''}>
          <Tabs.Tab
            value="throughput"
            leftSection={<IconChartLine size={17} aria-hidden />}
            rightSection={<RunMark task="sweep" />}
          >
            {t('tabs.throughput')}
          </Tabs.Tab>
          <Tabs.Tab
            value="load"
            leftSection={<IconGauge size={17} aria-hidden />}
            rightSection={<RunMark task="load-test" />}
          >
            {t('load.tab')}
          </Tabs.Tab>
          <Tabs.Tab
            value="ranking"
            leftSection={<IconArrowsSort size={17} aria-hidden />}
            rightSection={<RankingMark />}
          >
            {t('tabs.ranking')}
          </Tabs.Tab>
          <Tabs.Tab value="history" leftSection={<IconHistory size={17} aria-hidden />}>
            {t('history.tab')}
          </Tabs.Tab>
          <Tabs.Tab value="compare" leftSection={<IconArrowsDiff size={17} aria-hidden />}>
            {t('compare.tab')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="throughput" className={classes.tabPanel ?? ''}>
          <ShowResult value={show}>
            <ThroughputPanel />
          </ShowResult>
        </Tabs.Panel>
        <Tabs.Panel value="load" className={classes.tabPanel ?? ''}>
          <LoadTestPanel />
        </Tabs.Panel>
        <Tabs.Panel value="ranking" className={classes.tabPanel ?? ''}>
          <RankingPanel />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.tabPanel ?? ''}>
          <PartBoundary fallback={<p role="alert">{t('load.partMissing')}</p>}>
            <Suspense>
              <HistoryPanel />
            </Suspense>
          </PartBoundary>
        </Tabs.Panel>
        <Tabs.Panel value="compare" className={classes.tabPanel ?? ''}>
          <PartBoundary fallback={<p role="alert">{t('load.partMissing')}</p>}>
            <Suspense>
              <ComparePanel />
            </Suspense>
          </PartBoundary>
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}

/** Marks the tab of a sweep or load test that is running, so that it is not forgotten behind another tab. */
function RunMark({ task }: Pick<RunSlice, 'task'>) {
  const isRunning = useAppState((state) => state.task === task && isRunUnderWay(state.runState));
  return isRunning ? <BusyMark /> : null;
}

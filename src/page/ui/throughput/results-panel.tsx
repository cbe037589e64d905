import { Tabs, VisuallyHidden } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconArrowsSort,
  IconChartLine,
  IconDevices,
  IconGauge,
  IconHistory,
} from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay, type RunSlice } from '../../store/run-slice.ts';
import { isShownResult, type ShownResult } from '../../store/view-slice.ts';
import { BusyMark } from '../kit/busy-mark.tsx';
import { laterPart } from '../kit/later-part.tsx';
import { usePhone } from '../kit/use-phone.ts';
import { laterParts } from '../later-parts-in-turn.ts';
import { RankingMark } from '../ranking/ranking-mark.tsx';
import classes from './results-panel.module.css';
import type { ShownView } from './shown-result.ts';

// The views, each loaded when it is first shown.
const ThroughputPanel = laterPart(async () => (await import('./throughput-panel.tsx')).ThroughputPanel);
const RankingPanel = laterPart(async () => (await import('../ranking/ranking-panel.tsx')).RankingPanel);
const LoadTestPanel = laterPart(async () => (await laterParts()).LoadTestPanel);
const DevicesPanel = laterPart(async () => (await laterParts()).DevicesPanel);
const HistoryPanel = laterPart(async () => (await laterParts()).HistoryPanel);

// Each stays the same element, so that a tab that is chosen does not draw again the view that it takes away.
const views = {
  throughput: <ThroughputPanel />,
  ranking: <RankingPanel />,
  load: <LoadTestPanel />,
  devices: <DevicesPanel />,
  history: <HistoryPanel />,
};

/** A comparison is shown in the history's tab. */
const tabOf = (result: ShownResult) => (result === 'compare' ? 'history' : result);

/** The ids of tabs and panels begin with this. The set-up, which is a phone's first view, stands elsewhere. */
const tabsId = 'views';
export const setupTabId = `${tabsId}-tab-setup`;
export const setupPanelId = `${tabsId}-panel-setup`;

interface ResultsPanelProps extends ShownView {
  readonly panel: RefObject<HTMLElement | null>;
}

/** The results in tabs. On a phone the tabs are at the bottom of the screen, and the set-up is the first. */
export function ResultsPanel({ panel, chosen, shown, show }: ResultsPanelProps) {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const shownTab = tabOf(shown);
  const icon = { size: isPhone ? 20 : 17, 'aria-hidden': true } as const;
  return (
    <section
      ref={panel}
      id="results"
      tabIndex={-1}
      className={classes.panel}
      aria-label={t('header.results')}
      data-view={shown}
    >
      {shown !== 'setup' && <VisuallyHidden component="h2">{t('header.results')}</VisuallyHidden>}
      <Tabs
        id={tabsId}
        className={classes.tabs ?? ''}
        value={tabOf(chosen)}
        onChange={(value) => show(isShownResult(value) ? value : 'throughput')}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs.label')} className={classes.tabList ?? ''}>
          {isPhone && (
            <Tabs.Tab value="setup" leftSection={<IconAdjustmentsHorizontal {...icon} />}>
              {t('tabs.setup')}
            </Tabs.Tab>
          )}
          <Tabs.Tab
            value="throughput"
            leftSection={<IconChartLine {...icon} />}
            rightSection={<RunMark task="sweep" />}
          >
            {t('tabs.throughput')}
          </Tabs.Tab>
          <Tabs.Tab value="ranking" leftSection={<IconArrowsSort {...icon} />} rightSection={<RankingMark />}>
            {t('tabs.ranking')}
          </Tabs.Tab>
          <Tabs.Tab
            value="load"
            leftSection={<IconGauge {...icon} />}
            rightSection={<RunMark task="load-test" />}
          >
            {t('tabs.load')}
          </Tabs.Tab>
          <Tabs.Tab value="devices" leftSection={<IconDevices {...icon} />}>
            {t('tabs.devices')}
          </Tabs.Tab>
          <Tabs.Tab value="history" leftSection={<IconHistory {...icon} />}>
            {t('tabs.history')}
          </Tabs.Tab>
        </Tabs.List>
        {shownTab !== 'setup' && (
          <Tabs.Panel
            key={shownTab}
            // The panel is there, whatever view it holds.
            value={tabOf(chosen)}
            id={`${tabsId}-panel-${shownTab}`}
            aria-labelledby={`${tabsId}-tab-${shownTab}`}
            tabIndex={0}
            className={classes.tabPanel ?? ''}
          >
            {views[shownTab]}
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  );
}

/** Marks the tab of a sweep or load test that is running, so that it is not forgotten behind another tab. */
function RunMark({ task }: Pick<RunSlice, 'task'>) {
  const isRunning = useAppState((state) => state.task === task && isRunUnderWay(state.runState));
  return isRunning ? <BusyMark /> : null;
}

import { useWindowEvent } from '@mantine/hooks';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './app-screen.module.css';
import { AppHeader } from './header/app-header.tsx';
import { laterPart } from './kit/later-part.tsx';
import { NoticeList } from './kit/notice-list.tsx';
import { Step } from './kit/steps.tsx';
import { usePhone } from './kit/use-phone.ts';
import { Presentation } from './present/presentation.tsx';
import { ActionBar } from './setup/action-bar.tsx';
import { DocumentsLine } from './setup/documents-line.tsx';
import { InvalidFieldsProvider } from './setup/invalid-fields.tsx';
import { ModelSection } from './setup/model-section.tsx';
import { SweepSection } from './setup/sweep-section.tsx';
import { ResultsPanel, setupPanelId, setupTabId } from './throughput/results-panel.tsx';
import { useShownResult } from './throughput/shown-result.ts';

const SuiteLine = laterPart(
  async () => (await import('./setup/suite-line.tsx')).SuiteLine,
  <div className={classes.suitePlace} />,
);

// What stays the same element is not drawn again with the screen, which knows of each start and end of a job.
const header = <AppHeader />;
const setup = (
  <>
    <ModelSection />
    <Step at={5}>
      <SweepSection />
    </Step>
    <Step at={6}>
      <DocumentsLine />
      <SuiteLine />
    </Step>
  </>
);
const actionBar = (
  <Step at={7}>
    <ActionBar />
  </Step>
);
const Results = memo(ResultsPanel);

/** The whole screen: the set-up on the left, the results on the right. A phone shows one of them at a time. */
export function AppScreen() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const panel = useRef<HTMLElement>(null);
  const view = useShownResult(panel);
  const { shown } = view;
  useDropGuard();
  return (
    <div className={classes.page}>
      {(shown === 'setup' || !isPhone) && (
        <a className={classes.skip} href="#setup">
          {t('header.skipToSetup')}
        </a>
      )}
      <a className={classes.skip} href="#results">
        {t('header.skipToResults')}
      </a>
      {header}
      <InvalidFieldsProvider>
        <main className={classes.columns} data-view={shown}>
          <div
            className={classes.left}
            data-hidden-while-presenting
            {...(isPhone && { id: setupPanelId, role: 'tabpanel', 'aria-labelledby': setupTabId })}
          >
            <section id="setup" tabIndex={-1} className={classes.setup} aria-label={t('header.setup')}>
              {setup}
            </section>
            {actionBar}
          </div>
          <Step at={8}>
            <Results panel={panel} {...view} />
          </Step>
        </main>
      </InvalidFieldsProvider>
      <NoticeList />
      <Presentation />
    </div>
  );
}

/**
 * Without this, a file dropped beside the documents makes the browser leave the page and lose what is
 * running.
 */
function useDropGuard(): void {
  useWindowEvent('dragover', refuseFiles);
  useWindowEvent('drop', refuseFiles);
}

function refuseFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

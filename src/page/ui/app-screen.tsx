import { useWindowEvent } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './app-screen.module.css';
import { AppHeader } from './header/app-header.tsx';
import { NoticeList } from './kit/notice-list.tsx';
import { ActionBar } from './setup/action-bar.tsx';
import { DocumentsSection } from './setup/documents-section.tsx';
import { ModelSection } from './setup/model-section.tsx';
import { QueryField } from './setup/query-field.tsx';
import { SweepSection } from './setup/sweep-section.tsx';
import { ResultsPanel } from './throughput/results-panel.tsx';

/** The whole screen: what to run on the left, the results on the right. */
export function AppScreen() {
  const { t } = useTranslation();
  useDropGuard();
  return (
    <div className={classes.page}>
      <a className={classes.skip} href="#setup">
        {t('header.skipToSetup')}
      </a>
      <a className={classes.skip} href="#results">
        {t('header.skipToResults')}
      </a>
      <AppHeader />
      <NoticeList />
      <main className={classes.columns}>
        <div className={classes.left}>
          <section id="setup" tabIndex={-1} className={classes.setup} aria-label={t('header.setup')}>
            <ModelSection />
            <QueryField />
            <DocumentsSection />
            <SweepSection />
          </section>
          <ActionBar />
        </div>
        <ResultsPanel />
      </main>
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

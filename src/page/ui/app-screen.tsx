import { useTranslation } from 'react-i18next';
import { ActionBar } from './actions/action-bar.tsx';
import classes from './app-screen.module.css';
import { AppHeader } from './header/app-header.tsx';
import { DocumentsSection } from './input/documents-section.tsx';
import { QueryField } from './input/query-field.tsx';
import { useDropGuard } from './input/use-drop-guard.ts';
import { ModelSection } from './model/model-section.tsx';
import { NoticeList } from './notices/notice-list.tsx';
import { ResultsPanel } from './results/results-panel.tsx';
import { SweepSection } from './sweep/sweep-section.tsx';

/** The whole screen: what to run on the left, what came out on the right. */
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

import type { i18n } from 'i18next';
import { StrictMode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { AppContext, type AppContextValue } from '../store/app-context.ts';
import { AppScreen } from '../ui/app-screen.tsx';
import { BuildContext, type BuildFacts } from '../ui/header/build-facts.ts';
import { InSteps } from '../ui/kit/steps.tsx';
import { AppTheme } from '../ui/theme.tsx';

interface WholePageProps extends AppContextValue {
  readonly i18n: i18n;
  readonly build: BuildFacts;
  /** Called once all of it is in the document, which is then done in steps. */
  readonly onDrawn?: () => void;
}

/** The screen with all that its parts find around them. */
export function WholePage({ store, services, i18n, build, onDrawn }: WholePageProps) {
  const screen = <AppScreen />;
  return (
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <AppContext.Provider value={{ store, services }}>
          <BuildContext value={build}>
            <AppTheme>
              {onDrawn === undefined ? screen : <InSteps onDrawn={onDrawn}>{screen}</InSteps>}
            </AppTheme>
          </BuildContext>
        </AppContext.Provider>
      </I18nextProvider>
    </StrictMode>
  );
}

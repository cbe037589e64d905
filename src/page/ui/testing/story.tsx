import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { AppContext } from '../../store/app-context.ts';
import { createAppStore } from '../../store/app-state.ts';
import { AppScreen } from '../app-screen.tsx';
import { loadChineseFont } from '../chinese-font.ts';
import { AppTheme } from '../theme.tsx';
import { fillStore, isStoryName, type StoryName } from './stories.ts';
import { storyServices } from './story-services.ts';

/** `?story=…&lang=…` shows the whole screen from plain data, without a worker. */
const query = new URLSearchParams(location.search);
const wanted = query.get('story') ?? 'empty';
const story: StoryName = isStoryName(wanted) ? wanted : 'empty';
const store = createAppStore();
const i18n = createI18n(query.get('lang') === 'zh-CN' ? 'zh-CN' : 'en');
store.subscribe(({ settings }) => {
  if (settings.lang !== null && settings.lang !== i18n.language) void i18n.changeLanguage(settings.lang);
});
fillStore(store, story);
await loadChineseFont();

const root = document.getElementById('root');
if (root === null) throw new Error('The story has no #root.');
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <AppContext.Provider value={{ store, services: storyServices(store) }}>
        <AppTheme>
          <AppScreen />
        </AppTheme>
      </AppContext.Provider>
    </I18nextProvider>
  </StrictMode>,
);

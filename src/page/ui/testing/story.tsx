import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { AppContext } from '../../store/app-context.ts';
import { createAppStore } from '../../store/app-state.ts';
import { AppScreen } from '../app-screen.tsx';
import { loadChineseFont } from '../chinese-font.ts';
import { loadLaterParts } from '../kit/later-part.tsx';
import { AppTheme } from '../theme.tsx';
import { shareCard } from '../throughput/share-card.ts';
import { atRest } from './at-rest.ts';
import { type SceneName, sceneOf, scenes } from './scenes.ts';
import { fillStore, isStoryName } from './stories.ts';
import { storyServices } from './story-services.ts';

declare global {
  /** Shows a scene or a story in place of the one before; resolves once all of it is drawn. */
  var showStory: (name: string, language?: 'en' | 'zh-CN') => Promise<void>;
  /** Shows the share card of a scene's run instead of the page, as an image of its own size. */
  var showCard: (name: SceneName, theme: 'light' | 'dark', language?: 'en' | 'zh-CN') => Promise<void>;
}

const element = document.getElementById('root');
if (element === null) throw new Error('The story has no #root.');
let root = createRoot(element);

globalThis.atRest = atRest;
globalThis.showStory = async (name, language = 'en') => {
  const isScene = (one: string): one is SceneName => Object.hasOwn(scenes, one);
  const scene = isScene(name) ? sceneOf(name) : null;
  root.unmount();
  root = createRoot(element);
  const store = createAppStore();
  const i18n = createI18n(language);
  store.subscribe(({ settings }) => {
    if (settings.lang !== null && settings.lang !== i18n.language) void i18n.changeLanguage(settings.lang);
  });
  if (scene !== null) scene.fill(store);
  else fillStore(store, isStoryName(name) ? name : 'empty');
  document.documentElement.lang = language;
  root.render(
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
  await atRest();
  for (const selector of scene?.press ?? []) {
    const found = document.querySelectorAll<HTMLElement>(selector);
    if (found.length === 0) throw new Error(`The scene ${name} has no ${selector}.`);
    for (const one of found) one.click();
    await atRest();
  }
};

// `?story=…&lang=…` shows one by hand.
const query = new URLSearchParams(location.search);
await Promise.all([loadChineseFont(), loadLaterParts()]);
globalThis.showCard = async (name, theme, language = 'en') => {
  const store = createAppStore();
  sceneOf(name).fill(store);
  const { draft } = store.getState();
  const card =
    draft === null
      ? null
      : await shareCard(document, { draft, isLink: false, texts: createI18n(language), theme });
  if (card === null) throw new Error(`The run of ${name} has no card.`);
  root.unmount();
  root = createRoot(element);
  root.render(<img alt="" data-testid="card" src={URL.createObjectURL(card)} />);
  await atRest();
  await document.querySelector('img')?.decode();
};

await showStory(query.get('story') ?? 'empty', query.get('lang') === 'zh-CN' ? 'zh-CN' : 'en');
document.documentElement.dataset.ready = '';

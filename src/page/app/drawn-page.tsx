import { renderToStaticMarkup } from 'react-dom/server';
import { initReactI18next } from 'react-i18next';
import { firstScreenTexts } from '../../core/texts/first-screen-texts.ts';
import { createAppStore } from '../store/app-state.ts';
import { laterServices } from './later-app.ts';
import { WholePage } from './whole-page.tsx';

/** What names an element for others: the page that takes the drawn one's place has the same names. */
const names = / (id|for|name|href|data-testid|aria-(labelledby|controls|describedby|description))="[^"]*"/g;

/**
 * The HTML of the page as React first renders it, for a visitor who reads English and has no settings in the
 * address. The build puts it into the page, where it stands until React takes its place.
 *
 * @param isPhone whether the window is a phone's; see `usePhone`
 */
export function drawnPage(isPhone: boolean): string {
  const i18n = firstScreenTexts();
  initReactI18next.init(i18n);
  const services = laterServices(new Promise(() => {}));
  const build = { version: '', commit: '', source: '', results: '', hasLicences: false };
  // A media query has no other answer outside a browser.
  const window = { matchMedia: (query: string) => ({ matches: isPhone && query.includes('max-width') }) };
  Object.assign(globalThis, { window });
  try {
    const page = <WholePage store={createAppStore()} services={services} i18n={i18n} build={build} />;
    return renderToStaticMarkup(page).replace(names, '');
  } finally {
    Reflect.deleteProperty(globalThis, 'window');
  }
}

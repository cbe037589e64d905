import { brokenStart } from '../../core/texts/broken-start.ts';
import { languages, preferredLanguage } from '../../core/texts/languages.ts';
import { colorSchemeKey } from '../ui/color-scheme-key.ts';

/**
 * Runs before anything is drawn, in a script of its own (scripts/drawn-page.ts). It gives the page its colours,
 * lets the drawn page be seen (`drawnPage`) by those for whom it is right, and says so if the page cannot start.
 */

function keptScheme(): string | null {
  try {
    return localStorage.getItem(colorSchemeKey);
  } catch {
    return null;
  }
}

const kept = keptScheme();
const isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
const { dataset } = document.documentElement;
dataset.mantineColorScheme = isDark ? 'dark' : 'light';

/**
 * Shows the drawn page once its font is there. In another font its lines would break elsewhere, and move when the
 * right one comes.
 */
function showDrawn(): void {
  const hasStyles = getComputedStyle(document.documentElement).getPropertyValue('--page-background') !== '';
  const show = () => {
    dataset.drawn = 'shown';
    // In this task the browser lays the drawn page out, so that the frame's task need only paint it.
    document.querySelector('.drawn')?.getBoundingClientRect();
  };
  const showSoon = () => void setTimeout(show);
  // The style sheet says where the font lies.
  if (hasStyles) void document.fonts.load('1em "Inter Variable"').then(showSoon, showSoon);
  else requestAnimationFrame(showDrawn);
}

// Anything in the address may ask for another language, other settings or a result.
const isBare = location.search === '' && location.hash === '';
if (isBare && preferredLanguage(null, navigator.languages) === 'en') {
  dataset.drawn = 'soon';
  requestAnimationFrame(showDrawn);
}

/** Puts why nothing can be used, and what to do, in place of the drawn page; React's page takes its place. */
function showBroken(detail: string): void {
  const drawn = document.getElementById('drawn');
  if (drawn === null || drawn.querySelector('.broken') !== null) return;
  const asked = new URLSearchParams(location.search).get('lang');
  const language = preferredLanguage(languages.find((one) => one === asked) ?? null, navigator.languages);
  const texts = brokenStart[language];
  const make = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    properties: Partial<HTMLElementTagNameMap[Name]>,
  ) => Object.assign(document.createElement(name), properties);
  const message = make('div', {});
  message.setAttribute('role', 'alert');
  message.append(
    make('h1', { textContent: texts.title }),
    make('p', { textContent: texts.text }),
    make('p', { className: 'broken-detail', textContent: detail }),
    make('button', { type: 'button', textContent: texts.reload, onclick: () => location.reload() }),
  );
  const { source } = __BUILD__;
  if (source !== '') message.append(make('a', { href: `${source}/issues`, textContent: texts.report }));
  const main = make('main', { className: 'broken', lang: language });
  main.append(message);
  drawn.replaceChildren(main);
}

/** A script that did not come, or an exception, before React's page is there (main.tsx removes the drawn one). */
function noteBroken(event: Event): void {
  const { target } = event;
  const lost = target instanceof HTMLScriptElement ? target.src : null;
  // The browser also reports what is no exception, such as a ResizeObserver that it calls again later.
  const thrown: unknown = event instanceof ErrorEvent ? event.error : null;
  if (lost === null && (thrown === null || thrown === undefined)) return;
  const show = () => showBroken(lost ?? String(thrown));
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show);
  else show();
}

// A script's failing does not bubble.
addEventListener('error', noteBroken, { capture: true });

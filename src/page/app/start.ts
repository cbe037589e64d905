import { laterApi } from './later-app.ts';
import type { OpenedPage } from './main.tsx';

/**
 * Begins the page's scripts once the drawn page is seen, each in a task of its own, so that the browser can paint and
 * answer between them. The HTML names all of them, so that they are fetched together (scripts/drawn-page.ts).
 */
async function begin(): Promise<OpenedPage> {
  await drawnPageSeen();
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[data-rel]')) {
    link.rel = link.dataset.rel ?? '';
  }
  await import('./react-part.ts');
  await import('./packages-part.ts');
  return (await import('./main.tsx')).openPage();
}

/**
 * Resolves once the drawn page is on the screen; at once where none is to be shown (`before-first-paint.ts`) or the
 * window is hidden, and so never painted.
 */
function drawnPageSeen(): Promise<void> {
  if (document.documentElement.dataset.drawn === undefined || document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    new PerformanceObserver((paints) => {
      if (paints.getEntriesByName('first-contentful-paint').length > 0) resolve();
    }).observe({ type: 'paint', buffered: true });
    // A frame out of sight is not painted, and some browsers do not tell of paints.
    setTimeout(resolve, 2000);
  });
}

const begun = begin();
// Where a script is missing or throws, the script before the first paint tells the visitor.
begun.catch(reportError);

// There before the document has loaded, for programs that then ask for it.
globalThis.rerankBench = laterApi(
  begun.then(({ app }) => app),
  __BUILD__.version,
);

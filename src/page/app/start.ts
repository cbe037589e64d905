import type { App } from './create-app.ts';
import { laterApi } from './later-app.ts';

/**
 * Begins the page's scripts, each in a task of its own, so that the browser can answer between them. The HTML names
 * all of them, so they are fetched together (vite.config.ts, scripts/drawn-page.ts).
 */
async function begin(): Promise<App> {
  await import('./react-part.ts');
  await import('./packages-part.ts');
  return (await import('./main.tsx')).app;
}

// There before the document has loaded, for programs that then ask for it.
globalThis.rerankBench = laterApi(begin(), __BUILD__.version);

import { serveModelFolder } from '../server/model-folder.ts';
import { createStaticServer } from '../server/static-server.ts';
import { type BrowserOptions, profilePort } from './browser-options.ts';
import { builtPage } from './built-page.ts';
import { Problem } from './command-error.ts';
import type { CommandTools } from './command-line.ts';
import { DrivenPage } from './driven-page.ts';
import { launchBrowser } from './launch-browser.ts';
import type { FolderOnDisk, LocalModel } from './model-folder.ts';

/** An open browser, the page's address and what is served to the page. */
export interface Session {
  /** The model folder as it is served; `null` if the model is not a folder. */
  readonly localModel: LocalModel | null;
  /** Opens the page in a new tab, and so in a new process. */
  openPage(sample: string): Promise<DrivenPage>;
  close(): Promise<void>;
}

/**
 * Starts everything that a command needs. If any of it fails, what was started is closed again.
 *
 * @throws CommandError if the page cannot be built or the browser cannot be started
 */
export async function openSession(
  options: BrowserOptions,
  folder: FolderOnDisk | null,
  tools: CommandTools,
): Promise<Session> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one().catch(() => {});
  };
  try {
    const address = options.page ?? (await servePage(options, tools, closers));
    const { origin } = new URL(address);
    const served =
      folder === null ? null : await serveModelFolder({ folder: folder.path, pageOrigin: origin });
    if (served !== null) closers.push(() => served.close());
    const browser = await launchBrowser(options);
    closers.push(() => browser.close());
    if (served !== null && options.page !== undefined) await browser.allowLocalNetwork?.(origin);
    return {
      localModel: folder === null || served === null ? null : { name: folder.name, ...served },
      openPage: async (sample) => DrivenPage.open(await browser.newTab(), address, sample),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Whether browsers open nothing at the address's port, as at those of mail and of X11
 * (https://fetch.spec.whatwg.org/#port-blocking). Node's `fetch` has the same list.
 */
const isBadPort = (address: string): Promise<boolean> =>
  fetch(address, { method: 'HEAD' }).then(
    () => false,
    ({ cause }) => cause instanceof Error && /^bad port$/.test(cause.message),
  );

async function servePage(
  { port, profile }: BrowserOptions,
  tools: CommandTools,
  closers: (() => Promise<void>)[],
): Promise<string> {
  const root = await builtPage(tools);
  const wanted = port ?? (profile === undefined ? 0 : profilePort);
  try {
    const site = await createStaticServer({ root, port: wanted });
    closers.push(() => site.close());
    if (await isBadPort(site.url)) {
      throw new Problem(({ say }) => say('problem.page.portForbidden', { port: wanted }));
    }
    return site.url;
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EADDRINUSE' || error.code === 'EACCES')
    ) {
      const why = error.code === 'EACCES' ? 'portForbidden' : 'portInUse';
      throw new Problem(({ say }) => say(`problem.page.${why}`, { port: wanted }));
    }
    throw error;
  }
}

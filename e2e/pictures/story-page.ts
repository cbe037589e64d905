import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import type { SceneName } from '../../src/page/ui/testing/scenes.ts';
import { withAxe } from '../support/axe.ts';

const root = join(import.meta.dirname, '..', '..');
const storiesPath = 'src/page/ui/testing/story.html';
export const chartsPath = 'e2e/pictures/index.html';

export interface StorySite {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the stories and the charts in a separate folder and serves them on a free port of this machine. */
export async function serveStories(): Promise<StorySite> {
  const outDir = await mkdtemp(join(tmpdir(), 'rerank-bench-stories-'));
  const shared = { configFile: false, root, publicDir: false, logLevel: 'warn' } as const;
  await build({
    ...shared,
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      minify: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: [join(root, storiesPath), join(root, chartsPath)] },
    },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The stories are served nowhere.');
  return {
    url,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

/** Opens the stories in a window of their own, at a fixed time and without motion. */
export async function openStories(
  browser: Browser,
  siteUrl: string,
  options: BrowserContextOptions = {},
): Promise<StoryPage> {
  const context = await browser.newContext({
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    viewport: sizes.desktop,
    ...options,
  });
  await withAxe(context);
  await context.addInitScript(stopDate, Date.parse('2026-11-28T12:00:00Z'));
  const page = await context.newPage();
  await page.goto(`${siteUrl}${storiesPath}`);
  await page.locator('html[data-ready]').waitFor();
  return new StoryPage(page);
}

/**
 * Lets it be one time for ever. Playwright's own clock would replace frames, idle times and timers too, and one of its
 * frames can pass without the browser drawing any.
 */
function stopDate(now: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (real, given, made) => Reflect.construct(real, given.length === 0 ? [now] : given, made),
    get: (real, key) => (key === 'now' ? () => now : Reflect.get(real, key)),
  });
}

export const sizes = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
  /** A window of 1280 px at 400 %, or of 640 px at 200 %. */
  narrow: { width: 320, height: 640 },
} as const;

export type Size = keyof typeof sizes;
export type Scheme = 'light' | 'dark';

/** One page that shows a scene after the other, without a reload, in any size and theme. */
export class StoryPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async show(name: SceneName, size: Size = 'desktop', scheme: Scheme = 'light'): Promise<void> {
    await this.look(size, scheme);
    await this.page.evaluate((scene) => showStory(scene), name);
  }

  /** Shows what is there in another size or theme. */
  async look(size: Size, scheme: Scheme): Promise<void> {
    await this.page.setViewportSize(sizes[size]);
    await this.page.emulateMedia({ colorScheme: scheme });
    await this.page.mouse.move(0, 0);
    await this.page.evaluate(() => atRest());
  }

  /** Texts that reach beyond the window or are cut off, and cannot be scrolled to within a part of the page. */
  cutTexts(): Promise<string[]> {
    return this.page.evaluate(() => {
      const cut: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (parent === null || node.textContent?.trim() === '' || !parent.checkVisibility()) continue;
        range.selectNodeContents(node);
        const { left, right, width } = range.getBoundingClientRect();
        // A link that skips something is out of sight until it has the focus.
        if (width <= 1 || right < 0) continue;
        let [from, to] = [0, document.documentElement.clientWidth];
        for (let box: Element | null = parent; box !== null; box = box.parentElement) {
          const { display, overflowX, textOverflow, position, clipPath } = getComputedStyle(box);
          if (display === 'contents') continue;
          const edges = box.getBoundingClientRect();
          // Scrolls, ends in an ellipsis by intention, or is meant for screen readers alone.
          const isMeant = ['auto', 'scroll'].includes(overflowX) || textOverflow === 'ellipsis';
          if (isMeant || (position === 'absolute' && edges.width <= 2) || clipPath !== 'none') {
            [from, to] = [-Infinity, Infinity];
            break;
          }
          if (overflowX !== 'visible') [from, to] = [Math.max(from, edges.left), Math.min(to, edges.right)];
          if (position === 'fixed') break;
        }
        if (left < from - 1 || right > to + 1) cut.push(`${node.textContent} (${left} to ${right})`);
      }
      return cut;
    });
  }

  /** Animations and transitions that take time, of which reduced motion allows none. */
  motions(): Promise<string[]> {
    return this.page.evaluate(() =>
      document.getAnimations().flatMap((animation) => {
        const { effect, playState } = animation;
        const duration = Number(effect?.getComputedTiming().duration);
        const target = effect instanceof KeyframeEffect ? effect.target?.outerHTML.slice(0, 160) : '';
        return playState === 'running' && duration > 1 ? [`${duration} ms: ${target}`] : [];
      }),
    );
  }
}

declare global {
  var atRest: () => Promise<void>;
  var showStory: (name: string, language?: 'en' | 'zh-CN') => Promise<void>;
  var showCard: (name: SceneName, theme: Scheme, language?: 'en' | 'zh-CN') => Promise<void>;
}

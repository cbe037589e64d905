import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { words } from './support/words.ts';

const assets = resolve(import.meta.dirname, '..', process.env.RERANK_BENCH_DIST ?? 'dist', 'assets');

/** What the page recorded of its beginning. */
interface Beginning {
  /** What `#root` held when it took the drawn page's place; `null` until then. */
  drawnByReact: string | null;
  /** The tree of an element: tags, classes, styles, further attributes and texts. Names for others are left out. */
  tree(element: Element): string;
  readonly shifts: number[];
}

declare global {
  var beginning: Beginning;
}

/**
 * Records the page's beginning, and holds its script back until the returned function is called. The scripts of
 * parts that come later are held back until React has drawn.
 */
async function holdScript(page: Page): Promise<() => void> {
  await page.addInitScript(() => {
    const names =
      /^(id|for|name|href|data-testid|data-initialized|aria-(labelledby|controls|describedby|description)|style|checked|value)$/;
    // A folded part, and the mark behind the chosen segment, which is placed once the segments have their size.
    const unseen = '[inert], .mantine-SegmentedControl-indicator';
    const tree = (element: Element): string => {
      if (element.matches(unseen)) return '';
      const attributes = [...element.attributes]
        .filter(({ name }) => !names.test(name))
        .map(({ name, value }) => `${name}=${value}`)
        .sort();
      const style = element instanceof HTMLElement ? element.style.cssText : '';
      const inside = [...element.childNodes].map((node) =>
        node instanceof Element ? tree(node) : (node.textContent ?? ''),
      );
      return `<${[element.localName, ...attributes, style].join(' ')}>\n${inside.join('')}</>\n`;
    };
    globalThis.beginning = { drawnByReact: null, tree, shifts: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        beginning.shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
    const watch = new MutationObserver(() => {
      const root = document.getElementById('root');
      if (!root?.firstElementChild || document.querySelector('.drawn')) return;
      beginning.drawnByReact = [...root.children].map(tree).join('');
      watch.disconnect();
    });
    watch.observe(document, { subtree: true, childList: true });
  });
  let release = () => {};
  const isTime = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/assets\/(?!before-first-paint)[^/]*\.js$/, async (route) => {
    await isTime;
    if (/\/(suite-line|header-menu|toasts|throughput-panel|browser-app)-[^/]*$/.test(route.request().url())) {
      await page.waitForFunction(() => beginning.drawnByReact !== null);
    }
    await route.continue();
  });
  return release;
}

for (const [layout, width, height] of [
  ['wide', 1440, 900],
  ['phone', 390, 844],
] as const) {
  test(`the first screen is there before its script, and the script changes nothing: ${layout}`, async ({
    bench,
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const release = await holdScript(page);
    await page.goto('./', { waitUntil: 'commit' });
    const drawn = page.locator(`.drawn[data-layout="${layout}"]`);
    await expect(drawn.getByText(words.actions.run, { exact: true })).toBeVisible();
    await expect(page.locator('.drawn').getByRole('heading', { level: 1, includeHidden: true })).toHaveCount(
      2,
    );
    // Its buttons do nothing yet, so nobody is offered any.
    await expect(page.getByRole('button')).toHaveCount(0);
    const before = await drawn.evaluate((element) => [...element.children].map(beginning.tree).join(''));

    release();
    await bench.ready();
    await expect(page.locator('.drawn')).toHaveCount(0);
    const { drawnByReact, shifts } = await page.evaluate(() => beginning);
    expect(drawnByReact).toBe(before);
    await expect(page.getByTestId('documents-line')).toContainText('50 support articles');
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.005);
  });
}

test('the page’s scripts are fetched once the drawn page is seen, and none that a first visit has no use for', async ({
  bench,
  page,
  traffic,
}) => {
  await page.goto('./');
  await bench.ready();
  const untilReady = traffic.all().map((address) => basename(address));
  const { painted, fetched } = await page.evaluate(() => {
    const times = (type: string) =>
      performance.getEntriesByType(type).map(({ name, startTime }) => ({ name, startTime }));
    return {
      painted: times('paint').find(({ name }) => name === 'first-contentful-paint')?.startTime,
      fetched: times('resource').filter(({ name }) => /assets\/(main|first|browser-app)-.*\.js$/.test(name)),
    };
  });
  expect(fetched.length).toBeGreaterThanOrEqual(4);
  for (const { startTime } of fetched) expect(startTime).toBeGreaterThan(painted ?? Infinity);

  // Nothing is kept that would have to be read and checked.
  for (const nameOfError of ['ZodError', 'DatabaseClosedError']) {
    const scripts = readdirSync(assets).filter(
      (file) => file.endsWith('.js') && readFileSync(join(assets, file), 'utf8').includes(nameOfError),
    );
    expect(scripts).not.toEqual([]);
    expect(untilReady.filter((file) => scripts.includes(file))).toEqual([]);
  }
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('the drawn first screen is not shown to those who would see another', async ({ browser, site }) => {
  const open = async (address: string, options: Parameters<typeof browser.newContext>[0] = {}) => {
    const context = await browser.newContext({ baseURL: site.url, ...options });
    const page = await context.newPage();
    const release = await holdScript(page);
    await page.goto(address, { waitUntil: 'commit' });
    await expect(page.locator('.drawn')).toHaveCount(2);
    // Until the style sheet and the font are there, nothing is drawn.
    await expect(page.locator('.drawn[data-layout="phone"]')).toBeHidden();
    if (options.javaScriptEnabled !== false) {
      await expect.poll(() => page.evaluate(() => document.fonts.size)).toBeGreaterThan(0);
      await page.evaluate(async () => {
        await document.fonts.load('1em "Inter Variable"');
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      });
    }
    const seen = {
      isDrawn: await page.locator('.drawn[data-layout="wide"]').isVisible(),
      scheme: await page.locator('html').getAttribute('data-mantine-color-scheme'),
    };
    release();
    await context.close();
    return seen;
  };
  expect(await open('./', { locale: 'en-GB', colorScheme: 'dark' })).toEqual({
    isDrawn: true,
    scheme: 'dark',
  });
  const hidden = { isDrawn: false, scheme: 'light' };
  expect(await open('./?lang=zh-CN', { locale: 'en-GB' })).toEqual(hidden);
  expect(await open('./#r=1', { locale: 'en-GB' })).toEqual(hidden);
  expect(await open('./', { locale: 'zh-CN' })).toEqual(hidden);
  expect(await open('./', { javaScriptEnabled: false })).toEqual({ ...hidden, scheme: null });
});

test('the page’s API is there once the document is read, before React has come', async ({ bench, page }) => {
  let release = () => {};
  const isTime = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/first-react-*.js', async (route) => {
    await isTime;
    await route.continue();
  });
  await page.goto('./', { waitUntil: 'domcontentloaded' });
  expect(await page.evaluate(() => rerankBench.version)).not.toBe('');
  release();
  await bench.ready();
});

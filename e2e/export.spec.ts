import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from '@playwright/test';
import { browserWords } from '../src/core/document/browser-words.ts';
import { recordToFragment } from '../src/core/document/permalink.ts';
import { type RunRecord, runRecordSchema } from '../src/core/document/run-record.ts';
import { exampleRecord } from '../src/core/document/testing/example-record.ts';
import { BenchPage, smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sentence, words } from './support/words.ts';

const settings = { ...smallSweep, sample: 'capital-of-france', label: 'My laptop' };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function choose(page: Page, item: string): Promise<void> {
  await button(page, words.exports.menu).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

/** The fragment of a link with an example record, made without a run. */
const written = recordToFragment(exampleRecord());
const madeFragment = written.state === 'ok' ? written.fragment : '';

/** The file that an entry of the export menu saves. */
async function savedBy(page: Page, item: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), choose(page, item)]);
  const bytes = await readFile(await download.path());
  await download.delete();
  return { name: download.suggestedFilename(), bytes };
}

const measured = (record: RunRecord) =>
  record.lanes.flatMap(({ cells }) => cells.filter((cell) => cell.state === 'measured'));

/** The rows of the table of figures, as the page shows them. */
const rowTexts = async (bench: BenchPage) => {
  await bench.unfold('numbers');
  return bench.cells.allInnerTexts();
};

const number = /\d[\d,]*(?:\.\d+)?/g;

/**
 * Expects the same words and almost the same numbers: a link keeps five digits, and rounding again may change
 * the last digit shown.
 */
function expectSameRows(shown: readonly string[], measured: readonly string[]): void {
  const words = (rows: readonly string[]) => rows.map((row) => row.replaceAll(number, '#'));
  const numbers = (rows: readonly string[]) =>
    rows.flatMap((row) => row.match(number) ?? []).map((text) => Number(text.replaceAll(',', '')));
  expect(words(shown)).toEqual(words(measured));
  const expected = numbers(measured);
  for (const [place, value] of numbers(shown).entries()) {
    const wanted = expected[place] ?? Number.NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(0.01 * wanted);
  }
}

/** Another person's browser, with nothing stored and nothing run. */
async function elsewhere(browser: Browser): Promise<BenchPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-US', timezoneId: 'UTC' });
  return new BenchPage(await context.newPage());
}

test.describe('exports', () => {
  test('save every format under the run’s name, and copy what is text', async ({
    bench,
    context,
    complaints,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await bench.open(settings);
    const record = await bench.run();
    const { page } = bench;
    const name = /^rerank-bench-My-laptop-[\dT-]+\./;

    const json = await savedBy(page, words.exports.file.json);
    expect(json.name).toMatch(/\.json$/);
    expect(runRecordSchema.parse(JSON.parse(json.bytes.toString()))).toEqual(record);

    const csv = await savedBy(page, words.exports.file.csv);
    expect(csv.name).toMatch(new RegExp(`${name.source}csv$`));
    const cellCount = record.lanes.reduce((total, { cells }) => total + cells.length, 0);
    expect(csv.bytes.toString().trim().split(/\r?\n/)).toHaveLength(1 + cellCount);

    const markdown = await savedBy(page, words.exports.file.md);
    expect(markdown.name).toMatch(/\.md$/);
    expect(markdown.bytes.toString()).toContain('My laptop');

    await choose(page, sentence('exports.copyAs', { format: 'Markdown' }));
    await expect(page.getByText(words.exports.copied, { exact: true })).toBeVisible();
    expect(await copied(page)).toBe(markdown.bytes.toString());
    await choose(page, sentence('exports.copyAs', { format: 'CSV' }));
    await expect.poll(() => copied(page)).toBe(csv.bytes.toString());
    await choose(page, sentence('exports.copyAs', { format: 'JSON' }));
    await expect.poll(() => copied(page)).toBe(json.bytes.toString());

    const svg = await savedBy(page, words.exports.svg);
    expect(svg.name).toMatch(/\.svg$/);
    const size = await expectStandaloneChart(svg.bytes.toString(), page);

    const png = await savedBy(page, words.exports.png);
    expect(png.name).toMatch(/\.png$/);
    expect(png.bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect({ width: png.bytes.readUInt32BE(16), height: png.bytes.readUInt32BE(20) }).toEqual({
      width: 2 * size.width,
      height: 2 * size.height,
    });
    expect(await colourCount(page, png.bytes)).toBeGreaterThan(20);

    expect(complaints.policyBreaches()).toEqual([]);
    expect(complaints.uncaught).toEqual([]);
  });

  test('give the text to be copied by hand where the browser refuses the clipboard', async ({ bench }) => {
    await bench.page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
      });
    });
    await bench.page.goto(`./${madeFragment}`);
    await bench.ready();
    await button(bench.page, words.exports.copyLink).click();
    const field = bench.page.getByRole('textbox', { name: words.exports.byHandText });
    await expect(field).toHaveValue(new RegExp(`${madeFragment}$`));
    await bench.page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
  });
});

test.describe('a link', () => {
  test('shows the numbers elsewhere, read-only, and runs the same settings there', async ({
    bench,
    browser,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await bench.open(settings);
    const record = await bench.run();
    await button(bench.page, words.exports.copyLink).click();
    await expect(bench.page.getByText(words.exports.linkCopied)).toBeVisible();
    const link = await copied(bench.page);
    expect(new URL(link).search).toBe('');
    expect(new URL(link).hash.length).toBeLessThanOrEqual(8192);

    const other = await elsewhere(browser);
    const banner = other.page.getByTestId('shown-run');
    await other.page.goto(link);
    await other.ready();
    await expect(banner).toContainText(words.shownRun.linkTitle);
    for (const fact of ['My laptop', browserWords(record.environment.browser), record.environment.os]) {
      await expect(banner).toContainText(fact);
    }
    expectSameRows(await rowTexts(other), await rowTexts(bench));
    await expect(other.chartPoints).toHaveCount(
      measured(record).filter(({ pairCount }) => pairCount === 4).length,
    );
    await button(other.page, words.exports.menu).click();
    const item = (name: string) => other.page.getByRole('menuitem', { name, exact: true });
    await expect(item(words.exports.png)).toBeVisible();
    await expect(item(words.exports.file.json)).toHaveCount(0);
    await other.page.keyboard.press('Escape');

    // An opened link never starts a run and changes no settings. It stays in the address while settings
    // change.
    await other.expectRunState('idle');
    expect(await other.page.evaluate(() => rerankBench.settings().batchSizes)).not.toEqual([1, 2, 4]);
    await other.field('maxLength').fill('256');
    await expect.poll(() => new URL(other.page.url()).search).toContain('maxLength=256');
    expect(new URL(other.page.url()).hash).toBe(new URL(link).hash);
    await expectSkipLinkKeepsIt(other.page, banner);

    await button(other.page, words.shownRun.runHere).click();
    await other.expectRunState('done');
    await expect(banner).toHaveCount(0);
    expect(new URL(other.page.url()).hash).toBe('');
    const here = await other.record();
    expect(here.id).not.toBe(record.id);
    expect(here.settings).toEqual({ ...record.settings, label: '' });
    expect(here.input.sha256).toBe(record.input.sha256);
    await other.page.context().close();
  });

  test('with autorun beside it shows the result and runs nothing', async ({ bench }) => {
    const { page } = bench;
    const banner = page.getByTestId('shown-run');
    await page.goto(`./?autorun=1${madeFragment}`);
    await bench.ready();
    await expect(banner).toBeVisible();
    await bench.expectRunState('idle');

    await test.step('closing it takes it out of the address', async () => {
      await banner.getByText(words.shownRun.close).click();
      await expect(banner).toHaveCount(0);
      expect(new URL(page.url()).hash).toBe('');
    });

    await test.step('a damaged one is refused, and what is typed stays', async () => {
      await bench.ask('Where is the harbour?');
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        madeFragment.slice(0, -4),
      );
      await expect(bench.notices).toContainText(words.linkProblem.damaged);
      await page.getByRole('tab', { name: words.tabs.throughput, exact: true }).click();
      await expect(banner).toHaveCount(0);
      await bench.expectQuery('Where is the harbour?');
    });

    await test.step('a whole one that is followed afterwards is shown', async () => {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, madeFragment);
      await expect(banner).toBeVisible();
    });
  });
});

async function expectSkipLinkKeepsIt(page: Page, banner: Locator): Promise<void> {
  await page.evaluate(() => {
    location.hash = 'results';
  });
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('#r=');
  await expect(banner).toBeVisible();
}

/** Checks that the chart needs nothing from the page, and returns its size. */
async function expectStandaloneChart(svg: string, page: Page): Promise<{ width: number; height: number }> {
  expect(svg).not.toMatch(/var\(|url\(|href|<image|<foreignObject|<style|<script|class=/);
  const found = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return {
      name: root.localName,
      width: Number(root.getAttribute('width')),
      height: Number(root.getAttribute('height')),
      texts: [...root.querySelectorAll('text')].map((one) => one.textContent ?? ''),
      shapes: root.querySelectorAll('path, circle').length,
    };
  }, svg);
  expect(found.name).toBe('svg');
  expect(found.texts.join('\n')).toContain('My laptop');
  expect(found.texts).toEqual(expect.arrayContaining(['4 pairs', words.chart.batchSize]));
  expect(found.texts.join('\n')).toContain(words.picture.appPlain);
  expect(found.shapes).toBeGreaterThan(10);
  return { width: found.width, height: found.height };
}

/** The number of colours in a picture. A blank picture has one. */
function colourCount(page: Page, png: Buffer): Promise<number> {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (context === null) return 0;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return new Set(new Uint32Array(data.buffer)).size;
  }, png.toString('base64'));
}

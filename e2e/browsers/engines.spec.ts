import { recordToFragment } from '../../src/core/document/permalink.ts';
import { runRecordSchema } from '../../src/core/document/run-record.ts';
import { startBareHost } from '../support/bare-host.ts';
import { startHoldingHost } from '../support/holding-host.ts';
import { words } from '../support/words.ts';
import { dist, expect, savedFile, skipWithoutEngine, test } from './visitor.ts';

const sample = 'sample=capital-of-france&device=wasm';
const small = `?${sample}&batchSizes=1,2&pairCounts=2,4&repetitions=2&workers=1`;

/** The parts of a browser's name in records. WebKitGTK says in its user agent that it is a Safari on Linux. */
const names = { chromium: /^Chrom/, firefox: /^Firefox/, webkit: /^Safari/ } as const;

// Each continues on the page that the one before has left.
test.describe.configure({ mode: 'serial' });
skipWithoutEngine();

test('opens with its settings, and tells what this browser lacks and no more', async ({ visitor }) => {
  await visitor.open(small);
  const hasSharedMemory = await visitor.evaluate(() => typeof SharedArrayBuffer !== 'undefined', null);
  const lacks = hasSharedMemory ? '' : words.warning['no-shared-memory'];
  const [notice] = (await visitor.texts('notices')).join('').split('\n');
  expect(notice).toBe(lacks);
  expect(await visitor.evaluate(() => crossOriginIsolated, null)).toBe(true);
  expect(await visitor.evaluate(() => rerankBench.settings().batchSizes, null)).toEqual([1, 2]);
});

test('ranks', async ({ visitor }) => {
  const [best, ...others] = await visitor.rank();
  expect(best).toContain('Paris');
  expect(others).toHaveLength(3);
});

test('measures, and answers with a batch size', async ({ visitor, engine }) => {
  await visitor.press(words.tabs.throughput, 'tab');
  await visitor.press(words.actions.run);
  await visitor.expectRunState('done');
  const record = await visitor.record();
  expect(record.environment.browser).toMatch(names[engine]);
  expect(record.lanes).toMatchObject([{ state: 'done', deviceUsed: 'wasm', scoreCheck: { verdict: 'ok' } }]);
  expect(record.lanes[0]?.cells.map(({ state }) => state)).toEqual(Array(4).fill('measured'));
  // Without shared memory the page computes on one thread, and says so.
  const hasSharedMemory = await visitor.evaluate(() => typeof SharedArrayBuffer !== 'undefined', null);
  const warnings = record.warnings.map(({ code }) => code);
  expect(warnings.includes('no-shared-memory')).toBe(!hasSharedMemory);
  await expect.poll(async () => (await visitor.texts('answer')).join()).toMatch(/batch.*\d/is);
});

test('saves the run as a file', async ({ visitor, downloads }) => {
  await visitor.press(words.exports.menu);
  await visitor.press(words.exports.file.json, 'menuitem');
  const { name, text } = await savedFile(downloads);
  expect(name).toMatch(/^rerank-bench-.*\.json$/);
  expect(runRecordSchema.parse(JSON.parse(text))).toEqual(await visitor.record());
});

test('shows the same run after a reload', async ({ visitor }) => {
  const { id } = await visitor.record();
  await visitor.reload();
  expect((await visitor.record()).id).toBe(id);
  await expect.poll(async () => (await visitor.texts('answer')).join()).toMatch(/batch.*\d/is);
  expect(await visitor.evaluate(() => rerankBench.settings().pairCounts, null)).toEqual([2, 4]);
});

test('stops, and keeps what was measured', async ({ visitor }) => {
  await visitor.open(small.replace('repetitions=2', 'repetitions=1000'));
  await visitor.press(words.actions.run);
  const round = () => visitor.evaluate(() => Number(Object(rerankBench.progress()).round ?? 0), null);
  await expect.poll(round, { timeout: 60_000 }).toBeGreaterThan(1);
  await visitor.press(words.actions.stop);
  await visitor.expectRunState('cancelled');
  const cells = (await visitor.record()).lanes.flatMap((lane) => lane.cells);
  expect(cells.map(({ state }) => state)).toContain('measured');
});

test('shows the numbers of a link', async ({ visitor }) => {
  const written = recordToFragment(await visitor.record());
  await visitor.open(written.state === 'ok' ? written.fragment : '');
  await expect
    .poll(() => visitor.texts('shown-run'))
    .toEqual([expect.stringContaining(words.shownRun.linkTitle)]);
  await visitor.press(words.shownRun.close);
  await expect.poll(() => visitor.texts('shown-run')).toEqual([]);
});

test('starts a worker whose modules never come once more, and ranks @full', async ({ visitor }) => {
  const host = await startHoldingHost(dist, /\/assets\/transformers-engine-/);
  await visitor.visit(`${host.origin}/?${sample}`);
  await visitor.ready();
  const [best] = await visitor.rank();
  expect(best).toContain('Paris');
  expect((await visitor.texts('notices')).join()).toContain(words.notice.startedAgain);
  await host.close();
});

test('isolates itself on a host without headers, and then ranks without it', async ({ visitor }) => {
  const host = await startBareHost(dist);
  await visitor.visit(`${host.url}?${sample}`);
  // The page is loaded again once its service worker can add the headers.
  const isKept = () =>
    visitor
      .evaluate(() => crossOriginIsolated && document.documentElement.dataset.offline === 'ready', null)
      .catch(() => false);
  await expect.poll(isKept, { timeout: 60_000 }).toBe(true);
  await visitor.ready();
  await host.close();
  await visitor.reload();
  const [best] = await visitor.rank();
  expect(best).toContain('Paris');
});

import { smallSweep } from './support/bench-page.ts';
import { canHide, setHidden } from './support/hidden-tab.ts';
import { outcomes, sampleCounts } from './support/outcomes.ts';
import { words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';
import { strike } from './support/worker-faults.ts';

test('a sweep whose worker hangs ends it by itself and goes on with the next cell @full', async ({
  bench,
  workerAccess,
}) => {
  await bench.open({ ...smallSweep, repetitions: '3' });
  workerAccess.inNext(strike, { after: 'sample', times: 7, fault: 'hangs' });
  const record = await bench.run();
  const [lane] = record.lanes;
  expect(lane).toMatchObject({ state: 'done', events: [{ kind: 'lane-restarted' }] });
  const hit = lane?.cells.filter(({ reason }) => reason === 'hung') ?? [];
  expect(hit).toHaveLength(1);
  expect(Object.values(sampleCounts(record)).sort()).toEqual([2, 3, 3, 3, 3]);
  await expect(bench.cell(hit[0]?.pairCount ?? 0, hit[0]?.batchSize ?? 0)).toContainText(words.reason.hung);
});

test('a sweep that needs more memory than WebAssembly has ends that cell with its reason and goes on @full', async ({
  bench,
}) => {
  // One long document pads a batch of 3000 pairs to 512 tokens. Its attention alone would then need 3 GB
  // besides the memory in use, and WebAssembly can address 4 GB. In batches of 64 the long document only
  // affects one pass.
  const long = Array.from({ length: 600 }, () => 'fox').join(' ');
  await bench.open({
    batchSizes: '64,3000',
    pairCounts: '64,3000',
    repetitions: '1',
    maxLength: '512',
    device: 'wasm',
  });
  await bench.setInput('red fox', [long, ...Array.from({ length: 2999 }, (_, i) => `fox ${i % 9}`)]);
  const record = await bench.run();
  expect(outcomes(record)).toEqual([
    '64/64 measured',
    '64/3000 skipped batch-exceeds-pairs',
    '3000/64 measured',
    '3000/3000 out-of-memory cpu-memory',
  ]);
  expect(record.lanes[0]).toMatchObject({ state: 'done', events: [{ kind: 'worker-replaced' }] });
  await expect(bench.cell(3000, 3000)).toContainText(words.reason['cpu-memory']);
  await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['worker-replaced']);
});

test('a sweep waits while its tab is hidden, discards what was under way, and says so @full', async ({
  bench,
}) => {
  await canHide(bench.page);
  await bench.open({ ...smallSweep, repetitions: '400' });
  await bench.runButton.click();
  await expect(bench.cell(4, 4)).toHaveAttribute('data-state', 'measured');
  await setHidden(bench.page, true);
  const samples = () =>
    bench.cells.evaluateAll((rows) => rows.map(({ textContent }) => textContent).join('\n'));
  // The warning comes after all earlier messages.
  await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['hidden-tab']);
  const paused = await samples();
  await setHidden(bench.page, false);
  await expect.poll(samples).not.toBe(paused);
  await bench.stopButton.click();
  await bench.expectRunState('cancelled');
  const record = await bench.record();
  expect(record.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['hidden-tab', 'shown-tab']);
  const [away, back] = record.lanes[0]?.events ?? [];
  const hiddenMs = (back?.atMs ?? 0) - (away?.atMs ?? 0);
  for (const cell of record.lanes[0]?.cells ?? []) {
    if (cell.state !== 'measured') continue;
    const { samples: latencies, startedAtMs, mean } = cell.latencyMs;
    expect(hiddenMs, 'the tab was hidden for longer than a request takes').toBeGreaterThan(mean);
    const overlapping = startedAtMs.filter((start, i) => {
      const end = start + (latencies[i] ?? 0);
      return end > (away?.atMs ?? 0) && start < (back?.atMs ?? 0);
    });
    expect(overlapping, 'samples taken while the tab was hidden').toEqual([]);
  }
  await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['hidden-tab']);
});

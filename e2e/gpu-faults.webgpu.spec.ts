import type { BenchPage } from './support/bench-page.ts';
import { outcomes, sampleCounts } from './support/outcomes.ts';
import { failureSentence, sentence, words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';
import {
  limitGpuMemory,
  loseDevice,
  refuseUploadsOfPasses,
  reportGpuOutOfMemory,
  strike,
} from './support/worker-faults.ts';

const query = 'red fox';
const documents = ['a red fox', 'a red dog'];

/** Enough for the built-in model (2.8 MB) with four short pairs in a pass, but not with sixteen. */
const gpuBytes = 2_930_000;

async function openOnGpu(bench: BenchPage, settings: Readonly<Record<string, string>> = {}): Promise<void> {
  await bench.open({ device: 'webgpu', maxLength: '32', ...settings });
  await bench.setInput(query, documents);
}

async function expectInput(bench: BenchPage): Promise<void> {
  await bench.expectQuery(query);
  await bench.expectDocuments(documents);
}

test.describe('a sweep on WebGPU', () => {
  test('that loses the device goes on in a fresh worker, says so, and can be run again @full', async ({
    bench,
    workerAccess,
  }) => {
    await openOnGpu(bench, { batchSizes: '2', pairCounts: '2,4', repetitions: '2' });
    workerAccess.inNext(strike, { after: 'sample', times: 1, fault: 'loses-device' });
    const record = await bench.run();

    const [lane] = record.lanes;
    expect(lane).toMatchObject({ state: 'done', events: [{ kind: 'lane-restarted' }] });
    const hit = lane?.cells.find(({ state }) => state === 'failed');
    expect(hit).toMatchObject({ reason: 'device-lost' });
    // The first sample comes from the worker whose device was lost later.
    const other = lane?.cells.find((cell) => cell !== hit);
    expect(other).toMatchObject({ state: 'measured', latencyMs: { rounds: [1, 2] } });
    await expect(bench.cell(hit?.pairCount ?? 0, 2)).toContainText(words.reason['device-lost']);
    await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['lane-restarted']);
    await expectInput(bench);

    const next = await bench.run();
    expect(next.lanes[0]?.events).toEqual([]);
    expect(sampleCounts(next)).toEqual({ '2/2': 2, '4/2': 2 });
  });

  test('that runs out of GPU memory skips what needs as much, and measures the rest @full', async ({
    bench,
    workerAccess,
  }) => {
    await openOnGpu(bench, { batchSizes: '4,16', pairCounts: '16,20', repetitions: '1' });
    workerAccess.inEachNew(limitGpuMemory, gpuBytes);
    const record = await bench.run();

    expect(outcomes(record)).toEqual([
      '16/4 measured',
      '16/16 out-of-memory gpu-memory',
      '20/4 measured',
      '20/16 skipped out-of-memory-expected',
    ]);
    // The first replacement is for the probe set, which does not fit in one batch either and is checked pair
    // by pair.
    expect(record.lanes[0]).toMatchObject({
      state: 'done',
      scoreCheck: { verdict: 'ok', largestPaddingDifference: null },
      events: [{ kind: 'worker-replaced' }, { kind: 'worker-replaced' }],
    });
    await expect(bench.cell(16, 16)).toContainText(words.reason['gpu-memory']);
    await expect(bench.cell(20, 16)).toContainText(words.reason['out-of-memory-expected']);
    await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['worker-replaced']);
    await expectInput(bench);
  });
});

test.describe('@full a ranking on WebGPU', () => {
  test('that loses the device goes on in a fresh worker, and says so', async ({ bench, workerAccess }) => {
    await openOnGpu(bench);
    await bench.rank();
    const places = (await bench.ranks()).map(({ oldPlace }) => oldPlace);
    await workerAccess.inCurrent(loseDevice, undefined);
    await bench.rank();
    await expect(bench.ranking).toContainText(words.stepDown.scored['device-lost']);
    await expectInput(bench);
    expect((await bench.ranks()).map(({ oldPlace }) => oldPlace)).toEqual(places);
  });

  test('that the browser or the driver refuses memory goes on with half the batch, and says so', async ({
    bench,
    workerAccess,
  }) => {
    workerAccess.inNext(refuseUploadsOfPasses, undefined);
    await openOnGpu(bench);
    const four = [...documents, 'a red fox and a dog', 'a fox'];
    await bench.setInput(query, four);
    await bench.rank();
    await expect(bench.ranking).toContainText(sentence('stepDown.scored.gpu-memory', { from: 4, to: 2 }));
    await bench.setInput(query, documents);
    await workerAccess.inCurrent(reportGpuOutOfMemory, undefined);
    await bench.rank();
    await expect(bench.ranking).toContainText(sentence('stepDown.scored.gpu-memory', { from: 2, to: 1 }));
    await expectInput(bench);
  });

  test('that the driver refuses memory says so where stepping down is off, and works the next time', async ({
    bench,
    workerAccess,
  }) => {
    await openOnGpu(bench, { stepDown: '0' });
    await bench.rank();
    await workerAccess.inCurrent(reportGpuOutOfMemory, undefined);
    await bench.startRank();
    await expect(bench.rankingFailure).toContainText(failureSentence('gpu-memory'));
    await expectInput(bench);
    await bench.rank();
  });
});

import { describe, expect, it } from 'vitest';
import type { LoadProgress, RunProgressView } from '../src/page/app/page-api-types.ts';
import { durationWords, progressLine, progressStep, withProgress } from './progress.ts';
import { recordedTools } from './testing/command-tools.ts';

const running: RunProgressView = {
  kind: 'run',
  lane: { place: 0, count: 2, device: 'webgpu', dtype: 'fp16', order: 'length' },
  phase: 'sampling',
  load: null,
  files: [],
  cell: { pairCount: 50, batchSize: 8, tokenBudget: null },
  round: 3,
  fraction: 0.425,
  remainingMs: 80_400,
};

describe('the line of progress', () => {
  it('has a bar, the lane, the cell and the time left', () => {
    expect(progressLine(running)).toBe(
      '[#########-----------]  42 % webgpu fp16 (lane 1 of 2) · round 3 · 50 pairs, batch 8 · about 1 min 20 s left in this lane',
    );
  });
  it('has the shape in place of the lane in a standard suite', () => {
    const lane = { place: 1, count: 4, device: 'wasm', dtype: 'q8', order: 'length' } as const;
    expect(progressLine({ ...running, lane: { ...lane, task: 'bge-reranker-v2-m3' } })).toMatch(
      /% 2 of 4: bge-reranker-v2-m3’s shape · round 3 · 50 pairs/,
    );
  });
  it('has the token budget where that makes the batches', () => {
    const line = progressLine({
      ...running,
      cell: { pairCount: 50, batchSize: null, tokenBudget: 2048 },
      remainingMs: null,
    });
    expect(line).toMatch(/50 pairs, batch ≤ 2048 tokens$/);
  });
  it('has the megabytes while a model loads', () => {
    const files = [
      { file: 'config.json', loadedBytes: 1000, totalBytes: 1000 },
      { file: 'onnx/model.onnx', loadedBytes: 12e6, totalBytes: 48e6 },
    ];
    const line = progressLine({
      ...running,
      phase: 'loading',
      files,
      cell: null,
      remainingMs: null,
      fraction: 0,
    });
    expect(line).toBe(
      '[--------------------]   0 % webgpu fp16 (lane 1 of 2) · loading the model · 12 of 48 MB',
    );
  });
  it('has the policy of a load test, and what has come of its arrivals', () => {
    const load: LoadProgress = {
      ...{ place: 2, of: 3, atMs: 5000, arrived: 120, answered: 110, waiting: 4 },
      policy: 'fixed',
    };
    const testing: RunProgressView = {
      ...running,
      ...{ load, cell: null, remainingMs: 30_000, fraction: 0.5 },
      phase: 'load-test',
      lane: { place: 0, count: 1, device: 'wasm', dtype: 'fp32', order: 'length' },
    };
    expect(progressLine(testing)).toBe(
      '[##########----------]  50 % wasm fp32 · load test · fixed batches (2 of 3) · 120 arrived, 110 answered, 4 waiting · about 30 s left',
    );
    expect(progressLine({ ...testing, load: { ...load, place: 1, of: 1 } })).toContain('· fixed batches · ');
    expect(progressLine({ ...testing, phase: 'planning', load: null })).toContain(
      '· planning, by simulation ·',
    );
    expect(progressStep({ ...testing, load: { ...load, arrived: 130 } })).toBe(progressStep(testing));
    expect(progressStep({ ...testing, load: { ...load, place: 3 } })).not.toBe(progressStep(testing));
  });
  it('counts the documents of a ranking', () => {
    const ranking = { kind: 'rank', files: [], pairsDone: 8, pairsTotal: 20 } as const;
    expect(progressLine({ ...ranking, phase: 'scoring' })).toBe('scoring: 8 of 20 documents');
    expect(progressLine({ ...ranking, phase: 'loading' })).toBe('loading the model');
  });
  it('is worth a new line with each phase, lane and tenth', () => {
    expect(progressStep({ ...running, round: 4, fraction: 0.49 })).toBe(progressStep(running));
    for (const change of [{ fraction: 0.5 }, { phase: 'warming-up' as const }]) {
      expect(progressStep({ ...running, ...change })).not.toBe(progressStep(running));
    }
  });
  it.each([
    [0, '0 s'],
    [59_400, '59 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('writes %d ms as %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});

describe('progress on the way', () => {
  async function shown(screen: boolean): Promise<{ stdout: string; stderr: string }> {
    const { terminal, written } = recordedTools([], screen);
    let finish = () => {};
    const work = new Promise<void>((done) => {
      finish = done;
    });
    await withProgress(
      work,
      async () => {
        setTimeout(finish);
        return running;
      },
      terminal,
    );
    return written;
  }

  it('is a line of a log where there is no screen', async () => {
    expect(await shown(false)).toEqual({ stdout: '', stderr: `${progressLine(running)}\n` });
  });
  it('is one line of a screen, cut to its width and taken away at the end', async () => {
    const { stdout, stderr } = await shown(true);
    expect(stdout).toBe('');
    const [, line = '', end] = stderr.split('\r\u001b[K');
    expect(line).toBe(`${progressLine(running).slice(0, 38)}…`);
    expect(end).toBe('');
  });
  it('ends with the work, also where the page can no longer be asked', async () => {
    const { terminal, written } = recordedTools([]);
    const gone = () => Promise.reject(new Error('closed'));
    await expect(withProgress(Promise.reject(new Error('no run')), gone, terminal)).rejects.toThrow('no run');
    expect(written.stderr).toBe('');
  });
});

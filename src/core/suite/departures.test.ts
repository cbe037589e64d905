import { describe, expect, it } from 'vitest';
import type { DraftLane } from '../document/run-draft.ts';
import type { RunRecord } from '../document/run-record.ts';
import { departuresOf } from './departures.ts';
import { suiteGpu, suiteRun } from './testing/suite-run.ts';

const first = 'ms-marco-MiniLM-L-6-v2';
const ofFirst = (change: (lane: DraftLane) => DraftLane) => (lane: DraftLane) =>
  lane.task === first ? change(lane) : lane;

describe('the departures of a run from its suite', () => {
  it('are none where it kept to it, on a CPU and on a GPU', () => {
    expect(departuresOf(suiteRun())).toEqual([]);
    expect(departuresOf(suiteRun({ adapter: suiteGpu }))).toEqual([]);
    expect(departuresOf(suiteRun({ name: 'standard', adapter: { ...suiteGpu, features: [] } }))).toEqual([]);
  });

  it('are none of a run of no suite, or of a suite that is not known', () => {
    const { suite: _, ...plain } = suiteRun({ asked: { maxLength: 64 } });
    expect(departuresOf(plain)).toEqual([]);
    const later = { ...plain, suite: { id: 'rerank-bench/suite@9', name: 'quick' as const } };
    expect(departuresOf(later)).toEqual([]);
  });

  it('name every setting with another value, once, with both values as links have them', () => {
    const run = suiteRun({ asked: { maxLength: 64, repetitions: 3, batchSizes: [2, 4], layers: 1 } });
    expect(departuresOf(run)).toEqual([
      { kind: 'setting', name: 'maxLength', standard: '256', used: '64' },
      { kind: 'setting', name: 'repetitions', standard: '8', used: '3' },
      { kind: 'setting', name: 'batchSizes', standard: '1,4,16', used: '2,4' },
      { kind: 'setting', name: 'layers', standard: '', used: '1' },
    ]);
  });

  it('name another device and precision that were asked for, and not their consequences', () => {
    const run = suiteRun({ adapter: suiteGpu, asked: { device: ['wasm'] } });
    expect(departuresOf(run)).toEqual([{ kind: 'setting', name: 'device', standard: '', used: 'wasm' }]);
    const single = suiteRun({ adapter: suiteGpu, asked: { dtype: ['fp32'] } });
    expect(departuresOf(single)).toEqual([
      { kind: 'setting', name: 'dtype', standard: 'auto', used: 'fp32' },
    ]);
  });

  it('are none where the machine’s own device was asked for by name', () => {
    expect(departuresOf(suiteRun({ asked: { device: ['wasm'] } }))).toEqual([]);
  });

  it('name what a lane was without being asked', () => {
    const run = suiteRun({
      adapter: suiteGpu,
      change: ofFirst((lane) => ({
        ...lane,
        deviceUsed: 'wasm',
        dtype: 'fp32',
        model: { ...lane.model, id: 'twin:x' },
      })),
    });
    expect(departuresOf(run)).toEqual([
      { kind: 'lane', task: first, name: 'model', standard: `twin:${first}`, used: 'twin:x' },
      { kind: 'lane', task: first, name: 'device', standard: 'webgpu', used: 'wasm' },
      { kind: 'lane', task: first, name: 'dtype', standard: 'q8', used: 'fp32' },
    ]);
  });

  it('name those of every lane of a task, since the fastest one gives the headline', () => {
    const run = suiteRun();
    const [lane] = run.lanes;
    if (lane === undefined) throw new Error('A suite has a lane.');
    const shallow = { ...lane, id: 'another', model: { ...lane.model, layers: 1 } };
    expect(departuresOf({ ...run, lanes: [...run.lanes, shallow, { ...shallow, id: 'third' }] })).toEqual([
      { kind: 'layers', task: first, standard: 6, used: 1 },
    ]);
  });

  it('name the depth that memory allowed', () => {
    const run = suiteRun({ change: ofFirst((lane) => ({ ...lane, model: { ...lane.model, layers: 3 } })) });
    expect(departuresOf(run)).toEqual([{ kind: 'layers', task: first, standard: 6, used: 3 }]);
  });

  it('name other texts, but another sample set only as a setting', () => {
    const run = suiteRun();
    const own: RunRecord = { ...run, input: { ...run.input, source: 'own' } };
    expect(departuresOf(own)).toEqual([{ kind: 'own-documents' }]);
    expect(departuresOf({ ...run, input: { ...run.input, sha256: 'changed' } })).toEqual([
      { kind: 'own-documents' },
    ]);
    const other = suiteRun({ asked: { sample: 'chinese' } });
    expect(departuresOf(other)).toEqual([
      { kind: 'setting', name: 'sample', standard: 'support-search', used: 'chinese' },
    ]);
  });

  it('name a task that is missing, could not run, or was not reached', () => {
    const run = suiteRun();
    expect(departuresOf({ ...run, lanes: run.lanes.slice(1) })).toEqual([
      { kind: 'not-run', task: first, reason: 'missing' },
    ]);
    const failed = ofFirst((lane) => ({
      ...lane,
      ...{ state: 'failed', cells: [], error: { code: 'gpu-memory', message: '' } },
    }));
    expect(departuresOf(suiteRun({ change: failed }))).toEqual([
      { kind: 'not-run', task: first, reason: 'gpu-memory' },
    ]);
    const pending = ofFirst((lane) => ({
      ...lane,
      state: 'pending',
      cells: lane.cells.map(({ pairCount, batchSize, tokenBudget }) => ({
        ...{ pairCount, batchSize, tokenBudget, state: 'pending' },
      })),
    }));
    expect(departuresOf(suiteRun({ change: pending }))).toEqual([
      { kind: 'not-run', task: first, reason: 'cancelled' },
    ]);
  });

  it('name a batch size that is missing or ended early, and other numbers of rounds', () => {
    const [without, cut, more] = [
      ofFirst((lane) => ({ ...lane, cells: lane.cells.slice(0, 2) })),
      ofFirst((lane) => ({
        ...lane,
        cells: lane.cells.map((cell) =>
          cell.state === 'measured' && cell.batchSize === 4 ? { ...cell, reason: 'out-of-memory' } : cell,
        ),
      })),
      ofFirst((lane) => ({
        ...lane,
        cells: lane.cells.map((cell) =>
          cell.state === 'measured' ? { ...cell, latencyMs: { ...cell.latencyMs, n: 9 } } : cell,
        ),
      })),
    ];
    expect(departuresOf(suiteRun({ change: without }))).toEqual([
      { kind: 'cell', task: first, batchSize: 16, reason: 'missing' },
    ]);
    expect(departuresOf(suiteRun({ change: cut }))).toEqual([
      { kind: 'cell', task: first, batchSize: 4, reason: 'out-of-memory' },
    ]);
    expect(departuresOf(suiteRun({ change: more }))).toEqual([
      { kind: 'rounds', task: first, standard: 8, used: 9 },
    ]);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findSampleSet } from '../input/sample-sets.ts';
import { twinOfModelId } from '../rerank/twins.ts';
import { defaultSettings } from '../settings/settings.ts';
import { suiteNames } from '../settings/suite-names.ts';
import {
  askedSettings,
  hasNoEffect,
  plannedTasks,
  standardSettings,
  suiteDevice,
  suiteDtype,
  suiteSettings,
  suites,
  suiteThreads,
} from './suite.ts';
import { suiteGpu } from './testing/suite-run.ts';

const asked = { ...defaultSettings, suite: 'quick' as const };

describe.each(suiteNames)('the suite %s', (name) => {
  const suite = suites[name];

  it('measures the sample set whose hash it names, so that a changed text needs a new version', () => {
    const set = findSampleSet(suite.sample);
    const pairs = set?.documents.map((document) => [set.query, document]);
    expect(createHash('sha256').update(JSON.stringify(pairs)).digest('hex')).toBe(suite.inputSha256);
    expect(Math.max(...suite.tasks.map(({ pairCount }) => pairCount))).toBeLessThanOrEqual(
      pairs?.length ?? 0,
    );
  });

  it('has tasks of whole twins, each once, with batch sizes that fit into a request', () => {
    for (const { id, model, layers, pairCount, batchSizes } of suite.tasks) {
      expect(twinOfModelId(model)).toMatchObject({ name: id, shape: { num_hidden_layers: layers } });
      expect(batchSizes).toContain(1);
      expect(Math.max(...batchSizes)).toBe(pairCount);
    }
    expect(new Set(suite.tasks.map(({ id }) => id)).size).toBe(suite.tasks.length);
  });

  it('has as many rounds as an interval needs', () => {
    expect(suite.rounds).toBeGreaterThanOrEqual(5);
  });
});

describe('the settings of a suite’s run', () => {
  it('are the suite’s, where nothing else was given', () => {
    expect(suiteSettings(suites.quick, asked)).toEqual({
      ...standardSettings(suites.quick),
      suite: 'quick',
    });
    expect(suiteSettings(suites.quick, asked)).toMatchObject({
      ...{ model: 'twin:ms-marco-MiniLM-L-6-v2', sample: 'support-search', maxLength: 256, repetitions: 8 },
      ...{ batchSizes: [1, 4, 16], pairCounts: [16], device: [], dtype: ['auto'] },
    });
  });

  it('keep what was given beside it, but never the model or its file', () => {
    const given = {
      ...asked,
      model: 'Xenova/bge-reranker-base',
      file: 'a.onnx',
      maxLength: 64,
      label: 'mine',
    };
    expect(suiteSettings(suites.quick, given)).toMatchObject({
      ...{ model: 'twin:ms-marco-MiniLM-L-6-v2', file: null, maxLength: 64, label: 'mine', repetitions: 8 },
    });
  });

  it.each([
    ['a model', 'model', 'builtin:coverage', true],
    ['a file of weights', 'file', 'a.onnx', true],
    ['a usual value that is not the suite’s', 'maxLength', '512', true],
    ['a value that is neither', 'maxLength', '64', false],
    ['the suite’s own value', 'maxLength', '256', false],
    ['a usual value that the suite keeps', 'order', 'length', false],
    ['what is not measured', 'label', 'mine', false],
  ] as const)('have room for %s only where it would change something', (_, name, text, isIgnored) => {
    expect(hasNoEffect(suites.quick, name, text)).toBe(isIgnored);
  });

  it('tell what was asked for', () => {
    const given = { ...asked, maxLength: 64, layers: 2, label: 'mine' };
    expect(askedSettings(suites.quick, suiteSettings(suites.quick, given))).toEqual(given);
  });

  it('give every task its own cells, unless all were given others', () => {
    const cells = (given = {}) => {
      const settings = suiteSettings(suites.standard, { ...asked, ...given });
      return plannedTasks(suites.standard, settings).map(({ layers, batchSizes, pairCounts }) => [
        layers,
        pairCounts,
        batchSizes,
      ]);
    };
    expect(cells()).toEqual([
      [6, [16], [1, 4, 16]],
      [7, [16], [1, 4, 16]],
      [22, [8], [1, 8]],
      [24, [8], [1, 8]],
    ]);
    expect(cells({ layers: 7, batchSizes: [2] })).toEqual([
      [6, [16], [2]],
      [7, [16], [2]],
      [7, [8], [2]],
      [7, [8], [2]],
    ]);
  });
});

describe('what the machine decides', () => {
  const without = { ...suiteGpu, features: [] };

  it('is a GPU in half precision, in single where it has no half, else the CPU with q8', () => {
    const backend = (adapter: typeof suiteGpu | null) => {
      const device = suiteDevice({ adapter });
      return [device, suiteDtype(device, { adapter })];
    };
    expect(backend(suiteGpu)).toEqual(['webgpu', 'fp16']);
    expect(backend(without)).toEqual(['webgpu', 'fp32']);
    expect(backend({ ...suiteGpu, isSoftware: true })).toEqual(['wasm', 'q8']);
    expect(backend(null)).toEqual(['wasm', 'q8']);
  });

  it('is half of the cores, but both of two', () => {
    expect([1, 2, 3, 4, 8, 16].map(suiteThreads)).toEqual([1, 2, 2, 2, 4, 8]);
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseRecord } from '../src/core/document/parse-record.ts';
import type { LaneRecord, RunRecord } from '../src/core/document/run-record.ts';
import { exampleRecord } from '../src/core/document/testing/example-record.ts';
import { suiteRun } from '../src/core/suite/testing/suite-run.ts';
import { recordText, streamedText, writeRecord } from './bench-output.ts';
import { exitCode } from './command-error.ts';
import { withLocalModel } from './model-folder.ts';
import { pathOfRun } from './out-file.ts';
import { exitCodeOfRecord, recordNotices, worstOf } from './verdict.ts';

const [lane] = exampleRecord().lanes;
if (lane === undefined) throw new Error('The example has a lane.');

const suspect: LaneRecord = {
  ...lane,
  scoreCheck: {
    verdict: 'suspect',
    findings: [{ code: 'constant', message: 'All scores are equal.' }],
    tolerance: 1e-3,
    largestPaddingDifference: 0,
    scores: [1],
    agreement: null,
  },
};
const unavailable: LaneRecord = {
  ...lane,
  id: 'lane-2',
  dtype: 'q8',
  state: 'unavailable',
  error: { code: 'model-not-found', message: 'q8 on wasm' },
  cells: lane.cells.map(({ pairCount, batchSize, tokenBudget }) => ({
    pairCount,
    batchSize,
    tokenBudget,
    state: 'cancelled',
    firstRunMs: null,
  })),
};
const withLanes = (...lanes: LaneRecord[]): RunRecord => ({ ...exampleRecord(), lanes });

describe('the exit code', () => {
  it('is 0 where every lane has a measured cell', () => {
    expect(exitCodeOfRecord(withLanes(lane))).toBe(exitCode.ok);
  });
  it('is 1 where a lane has none, or there is no lane', () => {
    expect(exitCodeOfRecord(withLanes(lane, unavailable))).toBe(exitCode.noResult);
    expect(exitCodeOfRecord(withLanes())).toBe(exitCode.noResult);
  });
  it('is 3 where scores are suspect, whatever else is missing', () => {
    expect(exitCodeOfRecord(withLanes(suspect, unavailable))).toBe(exitCode.suspectScores);
  });
  it('of several runs is the gravest', () => {
    expect(worstOf([0, 1, 0])).toBe(1);
    expect(worstOf([1, 3, 0])).toBe(3);
    expect(worstOf([3, 130])).toBe(130);
    expect(worstOf([0, 0])).toBe(0);
  });
});

it('notices name the lane, why it gave nothing, and what to do', () => {
  expect(recordNotices(withLanes(lane, unavailable))).toEqual([
    'wasm q8 gave no result. The model, or a file of it for this dtype, was not found. Check --model, --dtype and --host. (q8 on wasm)',
  ]);
});

describe('the table', () => {
  it('has a row a cell, aligned, and marks what is suspect', () => {
    const rows = recordText(withLanes(suspect), 'table').split('\n');
    expect(rows[0]).toBe('builtin:coverage');
    expect(rows[1]).toBe('Test 1 · Test OS · no WebGPU adapter');
    const [head = '', , measured = '', other = ''] = rows.slice(3);
    expect(head).toMatch(/^lane +pairs +batch +pairs\/s +mean ms/);
    expect(measured).toMatch(/^wasm fp32 SUSPECT +10 +4 +244 +41 .* 2 +measured$/);
    expect(other).toMatch(/^wasm fp32 SUSPECT +10 +8 +cancelled$/);
    expect(measured.indexOf('measured')).toBe(head.indexOf('state'));
  });

  it('says of every lane that could not run that it is unavailable, and why', () => {
    const failedInLoading: LaneRecord = {
      ...unavailable,
      error: { code: 'runtime-failed', message: '' },
      cells: unavailable.cells.map(({ pairCount, batchSize, tokenBudget }) => ({
        ...{ pairCount, batchSize, tokenBudget, firstRunMs: null },
        ...{ state: 'failed', reason: 'runtime-failed' },
      })),
    };
    const stopped: LaneRecord = { ...lane, state: 'cancelled' };
    const record: RunRecord = { ...withLanes(stopped, unavailable, failedInLoading), state: 'cancelled' };
    const rows = recordText(record, 'table').split('\n').slice(5, 11);
    const states = [
      /measured$/,
      /fp32 .* cancelled$/,
      /q8 .* unavailable: model-not-found$/,
      /q8 .* unavailable: model-not-found$/,
      /q8 .* unavailable: runtime-failed$/,
      /q8 .* unavailable: runtime-failed$/,
    ];
    expect(rows).toEqual(states.map((state) => expect.stringMatching(state)));
    const markdown = recordText(record, 'md');
    expect(markdown.match(/\| unavailable: model-not-found \|/g)).toHaveLength(2);
    expect(markdown.match(/\| unavailable: runtime-failed \|/g)).toHaveLength(2);
  });

  it('of a suite tells its answer first, and in what the run departs', () => {
    // Batch 4 is the fastest: 16 pairs in 160 ms and in 640 ms. Samples alternate by 2 %.
    const latencyMs = (task: string, batchSize: number, round: number) =>
      (task.startsWith('ms-marco') ? 160 : 640) *
      (batchSize === 4 ? 1 : 2) *
      (1 + (round % 2 === 0 ? 0.02 : -0.02));
    const answer = (run: RunRecord) => {
      const lines = recordText(run, 'table').split('\n');
      const start = lines.indexOf('Standard suite: quick', 1);
      return lines.slice(start, lines.indexOf('', start));
    };
    const figures = [
      'Standard suite: quick',
      'ms-marco-MiniLM-L-6-v2’s shape, q8, batch 4: 100 pairs/s ± 1.79%',
      'ettin-reranker-17m-v1’s shape, q8, batch 4: 25 pairs/s ± 1.79%',
      'Geometric mean: 50 pairs/s ± 1.15%',
    ];
    expect(answer(suiteRun({ latencyMs }))).toEqual([
      ...figures,
      'It kept to the standard settings (rerank-bench/suite@1), so it compares with other devices’ runs.',
    ]);
    expect(answer(suiteRun({ latencyMs, asked: { maxLength: 64, repetitions: 8 } }))).toEqual([
      ...figures,
      'Not the standard settings: maxLength 64 (standard: 256).',
    ]);
    const run = suiteRun({ latencyMs });
    const [only] = run.lanes;
    if (only === undefined) throw new Error('A suite has a lane.');
    expect(answer({ ...run, lanes: [only] })).toEqual([
      figures[0],
      figures[1],
      'ettin-reranker-17m-v1’s shape: not measured',
      'There is no geometric mean, because not every shape was measured.',
      'Not the standard settings: ettin-reranker-17m-v1’s shape was not measured.',
    ]);
    expect(recordText(run, 'md')).toContain('### Standard suite: quick');
  });

  it('speaks the language that the run was asked for in', () => {
    const example = exampleRecord();
    const chinese = { ...example, settings: { ...example.settings, lang: 'zh-CN' as const } };
    expect(recordText(chinese, 'table').split('\n')[3]).toMatch(/^组 +文本对 +批大小 +对\/秒 +平均毫秒/);
    expect(recordText(chinese, 'md')).toContain('| 文本对 | 批大小 | 对/秒 |');
    expect(recordText(chinese, 'csv')).toBe(recordText(example, 'csv'));
  });

  it('keeps foreign text from steering the terminal', () => {
    const text = recordText({ ...exampleRecord(), label: 'a\u001b[2J\nb' }, 'table');
    expect(text.split('\n')[0]).toBe('builtin:coverage · a [2J b');
  });
});

describe('several runs', () => {
  const first = exampleRecord({ id: 'one' });
  const second = exampleRecord({ id: 'two' });

  it('are a JSON record a line', () => {
    const text = streamedText(first, 'json', 1, 2) + streamedText(second, 'json', 2, 2);
    const ids = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toEqual(['one', 'two']);
  });
  it('are one CSV with one header', () => {
    const lines = (streamedText(first, 'csv', 1, 2) + streamedText(second, 'csv', 2, 2))
      .trimEnd()
      .split('\r\n');
    expect(lines.map((line) => line.split(',')[0])).toEqual(['runId', 'one', 'one', 'two', 'two']);
  });
  it('have numbered files, and one run has none', () => {
    expect(pathOfRun('out/a.b.json', 2, 3)).toBe('out/a.b-2.json');
    expect(pathOfRun('out/a.json', 1, 1)).toBe('out/a.json');
  });
});

describe('a written file', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true }));
  it('holds the record whole', async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const file = writeRecord(exampleRecord(), { path: join(folder, 'a.json'), format: 'json' }, 1, 1);
    expect(parseRecord(JSON.parse(await readFile(file, 'utf8')))).toEqual({
      state: 'ok',
      value: exampleRecord(),
    });
  });
});

it('the record of a folder names the folder, and nothing of how it was served', () => {
  const base = 'http://127.0.0.1:1234/secret/local/model/resolve/main/';
  const model = { name: 'mine', host: 'http://127.0.0.1:1234/secret/', repository: 'local/model', base };
  const raw: RunRecord = {
    ...withLanes({
      ...lane,
      model: { ...lane.model, id: 'local/model', source: 'hub', revision: 'main' },
      error: { code: 'model-not-found', message: `${base}onnx/model.onnx` },
    }),
    settings: { ...exampleRecord().settings, model: 'local/model', host: model.host },
  };
  const record = withLocalModel(raw, model, 'https://huggingface.co/');
  expect(record.lanes[0]?.model).toMatchObject({ id: 'local:mine', source: 'local', revision: null });
  expect(record.settings).toMatchObject({ model: 'local:mine', host: 'https://huggingface.co/' });
  expect(record.lanes[0]?.error?.message).toBe('onnx/model.onnx');
  expect(JSON.stringify(record)).not.toContain('secret');
  expect(parseRecord(record).state).toBe('ok');
});

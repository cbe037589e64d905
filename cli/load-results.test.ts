import { describe, expect, it } from 'vitest';
import type { LoadTestRecord } from '../src/core/document/load-test-record.ts';
import { parseRecord } from '../src/core/document/parse-record.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { exampleLoadRecord, exampleLoadTest } from '../src/core/document/testing/example-load-test.ts';
import { exitCode } from './command-error.ts';
import { loadText } from './load-output.ts';
import { suspect } from './testing/record-folder.ts';
import { exitCodeOfLoadTest, loadTestNotices } from './verdict.ts';

const withTests = (...loadTests: LoadTestRecord[]): RunRecord => exampleLoadRecord({ loadTests });
const none = exampleLoadTest({
  policy: 'none',
  arrivals: [{ pairs: 2, latencyMs: 5000, computingMs: 0, outcome: 'timed-out' }],
});
const overloaded = exampleLoadTest({ policy: 'none', change: { state: 'overloaded' } });
const failed = exampleLoadTest({
  change: { state: 'failed', error: { code: 'worker-died', message: 'gone' } },
});

describe('the exit code of load', () => {
  it('is 0 where the lane answered, overloaded or not', () => {
    expect(exitCodeOfLoadTest(exampleLoadRecord())).toBe(exitCode.ok);
    expect(exitCodeOfLoadTest(withTests(overloaded))).toBe(exitCode.ok);
    expect(exitCodeOfLoadTest(withTests(none, exampleLoadTest()))).toBe(exitCode.ok);
  });
  it('is 1 where there was no test, no answer at all, or a policy that failed', () => {
    expect(exitCodeOfLoadTest(withTests())).toBe(exitCode.noResult);
    const { loadTests: _, ...without } = exampleLoadRecord();
    expect(exitCodeOfLoadTest(without)).toBe(exitCode.noResult);
    expect(exitCodeOfLoadTest(withTests(none))).toBe(exitCode.noResult);
    expect(exitCodeOfLoadTest(withTests(exampleLoadTest(), failed))).toBe(exitCode.noResult);
  });
  it('is 3 where the scores of the lane are suspect', () => {
    expect(exitCodeOfLoadTest(exampleLoadRecord({}, { scoreCheck: suspect }))).toBe(exitCode.suspectScores);
  });
});

describe('the notices of load', () => {
  it('are none where all went well', () => {
    expect(loadTestNotices(exampleLoadRecord())).toEqual([]);
  });
  it('say which policy was overloaded, failed, was stopped or answered nothing', () => {
    const stopped = exampleLoadTest({ policy: 'fixed', change: { state: 'cancelled' } });
    expect(loadTestNotices(withTests(none, overloaded, stopped, failed))).toEqual([
      'no batching: It answered no request.',
      'no batching was overloaded: its queue kept growing, so the test ended early.',
      'fixed: 4 pairs was stopped before its end.',
      'dynamic: 16 pairs, 100 ms failed. The worker that runs the model ended, perhaps for lack of memory. Try smaller batches or a smaller --dtype. (gone)',
    ]);
  });
  it('say why there was no test at all, and what is doubtful', () => {
    const error = { code: 'model-not-found', message: 'q8' };
    const record = exampleLoadRecord(
      { loadTests: [], warnings: [{ code: 'hidden-tab', message: '' }] },
      { state: 'unavailable', error },
    );
    expect(loadTestNotices(record)).toEqual([
      'wasm fp32: The model, or a file of it for this dtype, was not found. Check --model, --dtype and --host. (q8)',
      'No load test was run.',
      'warning: hidden-tab',
    ]);
  });
});

describe('the result of load', () => {
  it('as a table has a line a policy, what was predicted, and the planner’s best', () => {
    const lines = loadText(exampleLoadRecord({ label: 'desk' }), 'table').split('\n');
    expect(lines[0]).toBe('builtin:coverage · desk');
    expect(lines[1]).toBe('Test 1 · Test OS · no WebGPU adapter');
    const head = lines.find((line) => line.startsWith('policy')) ?? '';
    expect(head.split(/ {2,}/).slice(0, 7)).toEqual([
      ...['policy', 'offered/s', 'answered/s', 'pairs/s', 'refused', 'timed out', 'failed'],
    ]);
    const row = lines.find((line) => /^dynamic: 16 pairs, 100 ms .* done$/.test(line)) ?? '';
    expect(row.split(/ {2,}/)).toEqual([
      'dynamic: 16 pairs, 100 ms',
      ...['20', '20', '40', '0', '0', '0', '101', '190', '198', '143', '47.5', '4', 'done'],
    ]);
    expect(row.length).toBe(head.length);
    const text = lines.join('\n');
    expect(text).toMatch(/^dynamic: 16 pairs, 100 ms +P95, ms +210 \(170–261\) +190 +1\.1$/m);
    expect(text).toContain(
      'Up to 23.1 requests/s with P99 ≤ 300 ms: at most 8 pairs a batch, waiting at most 20 ms.',
    );
    expect(text).toContain('Without batching: 12 requests/s.');
    expect(text).toMatch(/^4 +101 +25\.3$/m);
    expect(text).toContain('Planner (simulated) on WASM');
  });

  it('as a table says that there is nothing to show', () => {
    expect(loadText(withTests(), 'table')).toMatch(/builtin:coverage[\s\S]*Planner/);
    const empty = exampleLoadRecord({ loadTests: [] });
    const bare = {
      ...empty,
      state: 'cancelled' as const,
      lanes: empty.lanes.map(({ capacity: _, ...lane }) => lane),
    };
    expect(loadText(bare, 'table')).toBe(
      'builtin:coverage (run cancelled)\nTest 1 · Test OS · no WebGPU adapter\n\nNo load test was run.\n',
    );
  });

  it('keeps foreign text from steering the terminal', () => {
    const hostile = exampleLoadTest({
      change: { events: [{ atMs: 1, kind: 'hidden', message: 'a\u001b[2J\nb' }] },
    });
    const text = loadText({ ...withTests(hostile), label: '\u001b[31m' }, 'table');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('dynamic: 16 pairs, 100 ms: a [2J b\n');
  });

  it('as JSON is the run record, as CSV a row a policy, as Markdown the run', () => {
    const record = exampleLoadRecord();
    expect(parseRecord(JSON.parse(loadText(record, 'json')))).toEqual({ state: 'ok', value: record });
    expect(loadText(record, 'csv').trimEnd().split('\r\n')).toHaveLength(4);
    expect(loadText(record, 'md')).toMatch(/^## Rerank Bench: builtin:coverage\n/);
  });
});

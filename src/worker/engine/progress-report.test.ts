import { expect, it } from 'vitest';
import { FakeClock } from '../../core/rerank/testing/fake-scorer.ts';
import type { FileProgress } from '../protocol/messages.ts';
import { ProgressReport } from './progress-report.ts';

const base = 'https://hub.test/org/name/resolve/main/';
const file = 'onnx/model.onnx';

function setUp() {
  const clock = new FakeClock();
  const told: FileProgress[] = [];
  const report = new ProgressReport(base, clock, (progress) => told.push(progress));
  const come = (loaded: number) =>
    report.note({ status: 'progress', name: 'org/name', file, progress: 0, loaded, total: 100 });
  const done = () => report.note({ status: 'done', name: 'org/name', file });
  return { clock, told, report, come, done };
}

it('tells ten times a second at most, and always the first and the last', () => {
  const { clock, told, come, done, report } = setUp();
  for (let loaded = 1; loaded <= 100; loaded++) {
    come(loaded);
    clock.advance(10);
  }
  done();
  expect(told.map(({ loadedBytes }) => loadedBytes)).toEqual([1, 11, 21, 31, 41, 51, 61, 71, 81, 91, 100]);
  expect(told.at(-1)).toEqual({ file, loadedBytes: 100, totalBytes: 100, done: true });
  expect(report.bytes).toBe(100);
  expect(report.doneAtMs).toBe(clock.now());
});

it('tells of a lost connection at once, and of bytes that come again', () => {
  const { told, come, report } = setUp();
  come(40);
  report.noteBreak(`${base}onnx/model.onnx`);
  come(41);
  expect(told).toEqual([
    { file, loadedBytes: 40, totalBytes: 100, done: false },
    { file, loadedBytes: 40, totalBytes: 100, done: false, isWaiting: true },
    { file, loadedBytes: 41, totalBytes: 100, done: false },
  ]);
});

it('knows nothing of files of other models', () => {
  const { told, report } = setUp();
  report.noteBreak('https://hub.test/org/other/resolve/main/config.json');
  expect(told).toEqual([]);
});

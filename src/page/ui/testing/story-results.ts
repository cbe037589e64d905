import type { AdapterRecord, RunRecord } from '../../../core/document/run-record.ts';
import { type CollectedRun, collectedRun } from '../../../core/results/collected-run.ts';
import { geforce, soundRun } from '../../../core/results/testing/sound-run.ts';

/** A collection of made-up runs of the quick suite, for pictures and tests of the Devices tab. */

const gpu = (name: string): AdapterRecord => ({ ...geforce, name });

/** The visitor's own run of the suite, on a CPU with two cores. */
export const ownSuiteRun: RunRecord = soundRun({ id: 'own', msPerPair: 5.2, label: 'My laptop' });

const { suite: _, ...withoutSuite } = ownSuiteRun;
/** A run with settings of its own, which the collection does not take. */
export const ordinaryRun: RunRecord = { ...withoutSuite, input: { ...ownSuiteRun.input, source: 'own' } };

const on = (id: string, startedAt: string, change: Parameters<typeof soundRun>[0]): CollectedRun =>
  collectedRun(soundRun({ id, startedAt: `2026-11-${startedAt}T10:00:00.000Z`, ...change }), `${id}.json`);

const rtx = { device: 'webgpu', adapter: gpu('NVIDIA GeForce RTX 4070'), os: 'Windows' } as const;

export const storyRuns: readonly CollectedRun[] = [
  on('r1', '02', { ...rtx, browser: 'Google Chrome 156', msPerPair: 0.41 }),
  on('r2', '14', { ...rtx, browser: 'Google Chrome 157', msPerPair: 0.46, seed: 2 }),
  on('r3', '20', { ...rtx, browser: 'Google Chrome 157', msPerPair: 0.44, seed: 3 }),
  on('r4', '05', {
    ...{ device: 'webgpu', adapter: gpu('Apple M2'), os: 'macOS', browser: 'Safari 27.0', msPerPair: 1.3 },
  }),
  on('r5', '06', { os: 'Linux', browser: 'Firefox 153.0', msPerPair: 3.4, label: 'ThinkPad T14' }),
  on('r6', '09', { os: 'Android', browser: 'Google Chrome 157', msPerPair: 21 }),
];

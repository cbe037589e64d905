import { describe, expect, it } from 'vitest';
import { textsOf } from '../texts/create-texts.ts';
import { plainNumbers } from '../texts/format.ts';
import type { ProfileRecord } from './profile-record.ts';
import { profileSentences } from './profile-report.ts';

const profile: ProfileRecord = {
  laneId: 'lane-1',
  ...{ pairCount: 10, batchSize: 8, tokenBudget: null, pairs: 8, length: 64 },
  ...{ passes: 20, wallMs: 2, profiledMs: 8 },
  operators: [
    { type: 'MatMul', kind: 'matrix-product', calls: 3, ms: 4 },
    { type: 'Add', kind: 'other', calls: 40, ms: 2 },
  ],
};
const said = (device: 'wasm' | 'webgpu', change: Partial<ProfileRecord> = {}) =>
  profileSentences(
    { ...profile, ...change },
    { device, deviceUsed: device },
    { name: 'This lane', texts: textsOf('en'), numbers: plainNumbers },
  );

describe('what is said about a profile', () => {
  it('on the CPU holds the operators against the profiled pass, and doubts what the profiler lengthened', () => {
    const sentences = said('wasm');
    expect(sentences).toContain('With the profiler on, its 43 operators take 75% of the pass.');
    expect(sentences.join(' ')).toContain('short operators weigh less');
    expect(said('wasm', { profiledMs: 2.2, wallMs: 2 }).join(' ')).not.toContain(
      'short operators weigh less',
    );
  });

  it('on a GPU holds them against the pass without the profiler, and says whether the GPU waits', () => {
    const sentences = said('webgpu', { wallMs: 15 });
    expect(sentences).toContain('The GPU is busy for 40% of that, in 43 dispatches.');
    expect(sentences.join(' ')).toContain('waits for JavaScript');
    expect(said('webgpu', { wallMs: 6.2 }).join(' ')).toContain('hardly waits');
    expect(sentences.join(' ')).not.toContain('short operators weigh less');
  });
});

import { describe, expect, it } from 'vitest';
import { agreeLanes, type LaneScores } from './lane-agreement.ts';

const lane = (
  laneId: string,
  scores: LaneScores['scores'],
  change: Partial<LaneScores> = {},
): LaneScores => ({
  laneId,
  device: 'webgpu',
  dtype: 'fp32',
  isSound: true,
  scores,
  ...change,
});
const cpu = lane('cpu', [1, 2, 3], { device: 'wasm' });

describe('lanes held against each other', () => {
  it('take the CPU’s fp32 for the reference, wherever it stands', () => {
    const results = agreeLanes([lane('gpu', [1, 2, 3]), lane('half', [1, 2, 3], { dtype: 'fp16' }), cpu]);
    expect([...results.keys()].sort()).toEqual(['gpu', 'half']);
    expect(results.get('gpu')?.agreement).toEqual({ laneId: 'cpu', kendallTau: 1, largestDifference: 0 });
  });

  it('disagree where two pairs change places by more than the tolerance on both sides', () => {
    const swapped = agreeLanes([cpu, lane('gpu', [2, 1, 3])]).get('gpu');
    expect(swapped?.finding?.code).toBe('ranks-disagree');
    expect(swapped?.agreement?.kendallTau).toBeCloseTo(1 / 3, 12);
    expect(swapped?.agreement?.largestDifference).toBe(1);
  });

  it('let near ties change places', () => {
    const near = lane('cpu', [1, 1.0009, 3], { device: 'wasm' });
    expect(agreeLanes([near, lane('gpu', [1.5, 1, 3])]).get('gpu')?.finding).toBeNull();
    const apart = lane('cpu', [1, 1.0011, 3], { device: 'wasm' });
    expect(agreeLanes([apart, lane('gpu', [1.5, 1, 3])]).get('gpu')?.finding?.code).toBe('ranks-disagree');
  });

  it('let pairs change places in half precision that are no further apart than rounding takes them', () => {
    const finding = (largestPaddingDifference: number | null) => {
      const half = lane('half', [1.03, 1, 3], { dtype: 'fp16', largestPaddingDifference });
      return agreeLanes([lane('cpu', [1, 1.03, 3], { device: 'wasm' }), half]).get('half')?.finding?.code;
    };
    expect(finding(0.01)).toBeUndefined();
    expect(finding(0.005)).toBe('ranks-disagree');
    expect(finding(null)).toBe('ranks-disagree');
  });

  it('disagree where fused attention on the GPU scores otherwise than plain attention', () => {
    const fused = (scores: LaneScores['scores'], change: Partial<LaneScores> = {}) =>
      lane('gpu', scores, { hasFusedAttention: true, ...change });
    const found = (own: LaneScores, reference = cpu) =>
      agreeLanes([reference, own]).get('gpu')?.finding?.code;
    expect(found(fused([1.01, 2, 3]))).toBe('attention-differs');
    expect(found(fused([1.001, 2, 3]))).toBeUndefined();
    // The CPU computes the same graph plainly; another GPU lane of that graph would be no witness.
    expect(found(fused([1.01, 2, 3]), { ...cpu, hasFusedAttention: true })).toBe('attention-differs');
    expect(found(fused([1.01, 2, 3]), fused([1, 2, 3], { laneId: 'cpu' }))).toBeUndefined();
    expect(found(lane('gpu', [1.01, 2, 3], { hasFusedAttention: false }))).toBeUndefined();
    // Half precision is allowed what its own padding shows.
    const half = { dtype: 'fp16', largestPaddingDifference: 0.01 } as const;
    expect(found(fused([1.03, 2, 3], half))).toBeUndefined();
    expect(found(fused([1.05, 2, 3], half))).toBe('attention-differs');
  });

  it('leave out quantised lanes and scores that are no numbers', () => {
    const results = agreeLanes([
      cpu,
      lane('q8', [3, 2, 1], { dtype: 'q8' }),
      lane('broken', [null, 1, 2], { isSound: false }),
    ]);
    expect(results.size).toBe(0);
  });

  it('prefer a lane that is otherwise in order as the reference', () => {
    const results = agreeLanes([
      lane('bad', [5, 5, 5], { device: 'wasm', isSound: false }),
      lane('good', [1, 2, 3]),
    ]);
    expect([...results.keys()]).toEqual(['bad']);
  });
});

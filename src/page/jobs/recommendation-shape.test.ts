import { describe, expect, expectTypeOf, it } from 'vitest';
import type { MeasuredBatch } from '../../core/bench/measured-lane.ts';
import { type Recommendation, recommend } from '../../core/bench/recommendation.ts';
import { cell, lane, steady } from '../../core/bench/testing/measured.ts';
import {
  type RecommendationRecord,
  recommendationSchema,
} from '../../core/document/recommendation-record.ts';
import type { MeasuredCell } from '../../core/document/run-record.ts';

// The benchmark and the record may not know each other; here they meet.
describe('what is recommended', () => {
  it('has the record’s types, and a measured cell with a batch size is enough to recommend from', () => {
    expectTypeOf<Recommendation>().toExtend<RecommendationRecord>();
    // The planner's is no matter of cells.
    expectTypeOf<Exclude<RecommendationRecord, { kind: 'capacity' }>>().toExtend<Recommendation>();
    expectTypeOf<MeasuredCell & { batchSize: number }>().toExtend<MeasuredBatch>();
  });

  it('is kept by the record unchanged, every kind of it', () => {
    const wasm = lane([cell(5, 1, steady(10), { wasmBytes: 1e7 }), cell(50, 8, steady(90))]);
    const webgpu = lane([cell(5, 1, [12, 11]), cell(50, 8, steady(30))], { id: 'lane-2', device: 'webgpu' });
    const recommendations = recommend([wasm, webgpu]);
    expect(new Set(recommendations.map(({ kind }) => kind))).toEqual(
      new Set(['pair-count', 'situation', 'backend']),
    );
    for (const one of recommendations) expect(recommendationSchema.parse(one)).toEqual(one);
  });
});

import { describe, expect, it } from 'vitest';
import { setUpSweep } from './testing/sweep-host.ts';

describe('a run with a synthetic twin that cannot be built', () => {
  it.each([
    ['twin:bge-reranker-base', 13, 'too-many-layers', /has 12 layers, not 13/],
    ['twin:any', 3, 'model-not-found', /there are bge-reranker-v2-m3/],
  ] as const)('ends before a worker is asked: %s with %i layers', async (model, layers, code, says) => {
    const { runner, store } = setUpSweep(
      () => {
        throw new Error('No worker is needed for that.');
      },
      { model, layers, device: ['wasm'] },
    );
    const record = await runner.run();
    expect(record?.state).toBe('failed');
    expect(record?.lanes).toMatchObject([
      { state: 'unavailable', error: { code }, model: { id: model, source: 'twin' } },
    ]);
    expect(record?.lanes[0]?.error?.message).toMatch(says);
    expect(record?.lanes[0]?.model.layers).toBe(code === 'too-many-layers' ? layers : null);
    expect(store.getState().runFailure?.key).toBe(`failure.${code}`);
  });
});

import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import { setUpSweep } from './testing/sweep-host.ts';
import type { WorkerClient } from './worker-client.ts';

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

describe('the setting `graph`', () => {
  /** A sweep on the CPU with both graphs, and what its workers were asked to load. */
  async function runBoth(model: string) {
    const loads: ModelRequest[] = [];
    const watched = (client: WorkerClient): WorkerClient => {
      const call = client.call.bind(client);
      client.call = (kind, params) => {
        if (kind === 'load') loads.push(params as ModelRequest);
        return call(kind, params);
      };
      return client;
    };
    const settings = { model, threads: 1, device: ['wasm'], graph: ['exported', 'fused'] } as const;
    const record = await setUpSweep(() => ({ passMs: () => 50 }), settings, {}, watched).runner.run();
    return { lanes: record?.lanes ?? [], asked: loads.map(({ graph }) => graph) };
  }

  it('measures a twin as exported and fused, each in a lane that says so', async () => {
    const { lanes, asked } = await runBoth('twin:ms-marco-MiniLM-L-6-v2');
    expect(asked).toEqual([undefined, 'fused']);
    expect(lanes.map(({ state, graph }) => [state, graph])).toEqual([
      ['done', undefined],
      ['done', 'fused'],
    ]);
    expect(lanes[0]).not.toHaveProperty('graph');
  });

  it('leaves another model’s fused lane unavailable, with the reason, and loads nothing for it', async () => {
    const { lanes, asked } = await runBoth('builtin:coverage');
    expect(asked).toEqual([undefined]);
    expect(lanes).toMatchObject([
      { state: 'done' },
      { state: 'unavailable', graph: 'fused', error: { code: 'fused-twins-only' } },
    ]);
  });
});

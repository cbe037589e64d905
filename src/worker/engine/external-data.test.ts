import { describe, expect, it } from 'vitest';
import { onnx } from '../../core/onnx/graph-builder.ts';
import { bringExternalData, fetchWhole } from './external-data.ts';
import type { SessionMaker } from './session-graph.ts';

const modelWith = (...locations: readonly string[]): Uint8Array =>
  onnx.ModelProto.encode({
    irVersion: 8,
    graph: {
      name: 'g',
      initializer: locations.map((value, place) => ({
        name: `w${place}`,
        dataType: 1,
        dims: [1],
        dataLocation: 1,
        externalData: [{ key: 'location', value }],
      })),
    },
  }).finish();

function setUp() {
  const made: unknown[][] = [];
  const maker: SessionMaker = {
    create: async (...all: unknown[]) => {
      made.push(all);
      return 'session';
    },
  };
  bringExternalData(maker, async (location) => new TextEncoder().encode(location));
  return { made, create: (...all: unknown[]) => maker.create(...(all as never[])) };
}

describe('a session of a graph with external data', () => {
  it('is given what the graph names, and keeps its other options', async () => {
    const { made, create } = setUp();
    const model = modelWith('model.onnx_data', './weights/part.bin');
    expect(await create(model, { executionProviders: ['wasm'] })).toBe('session');
    const text = (value: string) => new TextEncoder().encode(value);
    expect(made).toEqual([
      [
        model,
        {
          executionProviders: ['wasm'],
          externalData: [
            { path: 'model.onnx_data', data: text('model.onnx_data') },
            { path: 'weights/part.bin', data: text('weights/part.bin') },
          ],
        },
      ],
    ]);
  });

  it('is given nothing that it has already, and nothing where the graph names none', async () => {
    const { made, create } = setUp();
    const given = { externalData: [{ path: 'block', data: new Uint8Array(1) }] };
    await create(modelWith('block'), given);
    await create(modelWith());
    expect(made).toEqual([[modelWith('block'), given], [modelWith()]]);
  });

  it('is the next session alone', async () => {
    const { made, create } = setUp();
    await create(modelWith());
    await create(modelWith('more'), {});
    expect(made[1]).toEqual([modelWith('more'), {}]);
  });
});

describe('a file that is fetched whole', () => {
  const answering =
    (body: string | null, init: ResponseInit = {}) =>
    async () =>
      new Response(body, init);
  const sized = (bytes: number) => ({ headers: { 'content-length': String(bytes) } });

  it('tells its progress', async () => {
    const heard: number[][] = [];
    const whole = await fetchWhole(answering('abcdef', sized(6)), 'a', (...now) => heard.push(now));
    expect(new TextDecoder().decode(whole)).toBe('abcdef');
    expect(heard.at(-1)).toEqual([6, 6]);
  });

  it('may have an unknown length', async () => {
    expect(await fetchWhole(answering('abc'), 'a', () => {})).toHaveLength(3);
  });

  it.each([
    [answering(null, { status: 404 }), 'model-not-found'],
    [answering('abc', sized(6)), 'file-incomplete'],
    [answering('abcdef', sized(3)), 'file-changed'],
  ] as const)('is named where it is missing, cut or another', async (fetch, code) => {
    await expect(fetchWhole(fetch, 'onnx/w.bin', () => {})).rejects.toMatchObject({
      code,
      message: 'onnx/w.bin',
    });
  });
});

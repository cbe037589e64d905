import { describe, expect, it } from 'vitest';
import { type RunAtHand, twinOffers } from './twin-offers.tsx';

const real = (id: string, change: Partial<RunAtHand> = {}): RunAtHand => ({
  ...{ id, model: 'Xenova/bge-reranker-base', layers: null, inputSha256: 'aa', side: null, isBrought: false },
  ...change,
});
const twin = (id: string, change: Partial<RunAtHand> = {}): RunAtHand =>
  real(id, { model: 'twin:bge-reranker-base', ...change });
const offer = (base: readonly string[], head: readonly string[]) => [
  { twinModel: 'twin:bge-reranker-base', realModel: 'Xenova/bge-reranker-base', base, head },
];

describe('the offer to compare a twin with its real model', () => {
  it('is made where there are runs of both, with the newest, the real model as base', () => {
    expect(twinOffers([twin('t2'), real('r2'), twin('t1'), real('r1')])).toEqual(offer(['r2'], ['t2']));
    expect(twinOffers([twin('t2'), twin('t1')])).toEqual([]);
    expect(twinOffers([real('r1'), real('r2', { model: 'twin:ms-marco-MiniLM-L-6-v2' })])).toEqual([]);
    expect(twinOffers([real('r1'), twin('t', { model: 'twin:unheard-of' })])).toEqual([]);
  });

  it('prefers runs of the same texts', () => {
    const other = { inputSha256: 'bb' };
    expect(twinOffers([twin('t2', other), real('r1'), twin('t1')])).toEqual(offer(['r1'], ['t1']));
    expect(twinOffers([twin('t', other), real('r')])).toEqual(offer(['r'], ['t']));
  });

  it('takes no twin that was cut', () => {
    expect(twinOffers([twin('cut', { layers: 6 }), real('r')])).toEqual([]);
    expect(twinOffers([twin('cut', { layers: 6 }), twin('whole', { layers: 12 }), real('r')])).toEqual(
      offer(['r'], ['whole']),
    );
  });

  it('keeps the runs that are on a side, and finds others for those', () => {
    const runs = [
      twin('t2'),
      twin('t1', { side: 'base', inputSha256: 'bb' }),
      real('r2'),
      real('r1', { inputSha256: 'bb' }),
    ];
    expect(twinOffers(runs)).toEqual(offer(['r1'], ['t1']));
  });

  it('is not made twice, nor where it would push out what was brought', () => {
    expect(twinOffers([twin('t', { side: 'head' }), real('r', { side: 'base' })])).toEqual([]);
    expect(twinOffers([twin('t', { side: 'base' }), real('r', { side: 'head' })])).toEqual([]);
    const brought = { side: 'base', isBrought: true } as const;
    const stranger = real('s', { model: 'builtin:coverage' });
    expect(twinOffers([twin('t'), real('r'), { ...stranger, ...brought }])).toEqual([]);
    // A run of the history can leave the comparison and come back, so the offer may push it out.
    expect(twinOffers([twin('t'), real('r'), { ...stranger, side: 'base' }])).toEqual(offer(['r'], ['t']));
    expect(twinOffers([twin('t'), real('r', brought)])).toEqual(offer(['r'], ['t']));
  });
});

import { describe, expect, it } from 'vitest';
import { flopsOf, type ModelShape, onePass } from './flops.ts';

type Product = (rows: number, inner: number, columns: number, times?: number) => void;

/** The products of one pass as a list of [rows, inner, columns], counted one by one. */
function countedByProduct(
  { layers, hiddenSize: h, intermediateSize: f }: ModelShape,
  pairs: number,
  length: number,
  others: (product: Product) => void = () => {},
) {
  const heads = 2;
  const rows = pairs * length;
  let flops = 0;
  const product: Product = (m, k, n, times = 1) => {
    flops += times * 2 * m * k * n;
  };
  for (let layer = 0; layer < layers; layer++) {
    product(rows, h, h, 4);
    product(length, h / heads, length, pairs * heads);
    product(length, length, h / heads, pairs * heads);
    product(rows, h, f);
    product(rows, f, h);
    others(product);
  }
  product(pairs, h, h);
  product(pairs, h, 1);
  return flops;
}

const miniLm: ModelShape = { layers: 6, hiddenSize: 384, intermediateSize: 1536 };

describe('the operations of a pass', () => {
  it('are those of every matrix product in it', () => {
    for (const [pairs, length] of [
      [1, 1],
      [3, 7],
      [32, 350],
    ] as const) {
      expect(flopsOf(miniLm, onePass(pairs, length))).toBe(countedByProduct(miniLm, pairs, length));
    }
  });

  it('have one more product of the feed-forward’s size with a gate', () => {
    const gated: ModelShape = { layers: 22, hiddenSize: 768, intermediateSize: 1152, isGated: true };
    const gate = (product: Product) => product(3 * 40, 768, 1152);
    expect(flopsOf(gated, onePass(3, 40))).toBe(countedByProduct(gated, 3, 40, gate));
  });

  it('have a product of each head with the keys and one with the queries of 512 relative positions in DeBERTa', () => {
    const deberta: ModelShape = {
      ...{ layers: 12, hiddenSize: 384, intermediateSize: 1536 },
      relativePositions: 1024,
    };
    // Both, for 2 heads of 3 pairs: [40, 192] · [192, 512].
    const relative = (product: Product) => product(40, 192, 512, 2 * (3 * 2));
    expect(flopsOf(deberta, onePass(3, 40))).toBe(countedByProduct(deberta, 3, 40, relative));
    // 12 · 2 · (128 · (4·384² + 2·384·1536 + 1024·384) + 128² · 2·384) + 2 · (384² + 384)
    expect(flopsOf(deberta, onePass(1, 128))).toBe(6_946_063_104);
  });

  it('are, for one pair of 128 tokens through MiniLM-L-6, 2.87 billion', () => {
    // 6 · 2 · (128 · (4·384² + 2·384·1536) + 128² · 2·384) + 2 · (384² + 384)
    expect(flopsOf(miniLm, onePass(1, 128))).toBe(2_869_199_616);
  });

  it('grow with the square of the length in attention alone', () => {
    const attention = (length: number) =>
      flopsOf(miniLm, onePass(1, 2 * length)) - 2 * flopsOf(miniLm, onePass(1, length));
    expect(attention(256) + 2 * (384 * 384 + 384)).toBe(2 * 6 * 2 * 384 * 2 * 256 ** 2);
  });
});

describe('the operations of a request', () => {
  it('are the sum of its passes', () => {
    const passes = [onePass(4, 100), onePass(4, 40), onePass(1, 12)];
    const sum = (pick: (pass: (typeof passes)[number]) => number) =>
      passes.reduce((all, pass) => all + pick(pass), 0);
    const request = {
      pairs: sum(({ pairs }) => pairs),
      tokensComputed: sum(({ tokensComputed }) => tokensComputed),
      squaredTokensComputed: sum(({ squaredTokensComputed }) => squaredTokensComputed),
    };
    expect(flopsOf(miniLm, request)).toBe(sum((pass) => flopsOf(miniLm, pass)));
  });
});

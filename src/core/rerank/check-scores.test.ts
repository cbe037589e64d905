import { describe, expect, it } from 'vitest';
import { headlineModelId } from './catalogue.ts';
import { checkScores, probeSetOf } from './check-scores.ts';
import type { PairScorer } from './score-request.ts';
import { FakeClock, fakeScorer } from './testing/fake-scorer.ts';

const order = { modelId: 'org/model', dtype: 'fp32', maxLength: 512, padded: true } as const;

describe('checking a model’s scores', () => {
  it('scores every pair of the probe set alone, then all in one batch', async () => {
    const rows: number[] = [];
    const check = await checkScores(
      fakeScorer({ onPass: ({ pairs }) => rows.push(pairs) }),
      order,
      new FakeClock(),
    );
    const { length } = probeSetOf(order.modelId).pairs;
    expect(rows).toEqual([...Array.from({ length }, () => 1), length]);
    expect(check.verdict).toBe('ok');
    expect(check.scores).toHaveLength(length);
  });

  it('keeps the time of the very first pass alone', async () => {
    const clock = new FakeClock();
    let passes = 0;
    const scorer = fakeScorer({ clock, passMs: () => (passes++ === 0 ? 900 : 10) });
    expect((await checkScores(scorer, order, clock)).firstRunMs).toBe(900);
  });

  it('finds a model that minds its neighbours in a batch', async () => {
    const plain = fakeScorer();
    const careless: PairScorer = {
      ...plain,
      // Imitates a model that does not mask its padding.
      forward: async (batch) => Array.from(await plain.forward(batch), (logit) => logit + batch.length / 100),
    };
    const check = await checkScores(careless, order, new FakeClock());
    expect(check.findings.map(({ code }) => code)).toEqual(['batch-dependent']);
  });

  it('judges no twin, whose scores mean nothing, and keeps the time of its first pass', async () => {
    const clock = new FakeClock();
    const plain = fakeScorer({ clock, passMs: () => 7 });
    const broken: PairScorer = {
      ...plain,
      forward: async (batch) => Array.from(await plain.forward(batch), () => Number.NaN),
    };
    const check = await checkScores(broken, { ...order, modelId: 'twin:bge-reranker-base' }, clock);
    expect(check).toMatchObject({ verdict: 'not-applicable', findings: [], firstRunMs: 7 });
    expect((await checkScores(broken, order, clock)).verdict).toBe('suspect');
  });

  it('holds a model with published scores to them', async () => {
    const check = await checkScores(fakeScorer(), { ...order, modelId: headlineModelId }, new FakeClock());
    expect(check.findings.map(({ code }) => code)).toEqual(['reference-missed']);
  });
});

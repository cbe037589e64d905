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

  it('has pairs beyond 32 and 64 tokens in every tokenizer, beside shorter ones', () => {
    // Every tokenizer makes at least one token a word.
    const words = probeSetOf(order.modelId).pairs.map(
      ({ query, document }) => `${query} ${document}`.split(/\s+/).length,
    );
    expect(Math.min(...words)).toBeLessThan(8);
    expect(words.filter((count) => count > 32 && count <= 64)).toHaveLength(1);
    expect(words.filter((count) => count > 64)).toHaveLength(1);
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

  it('asks what an ignored mask would do where rounding moves scores further than expected', async () => {
    const half = { ...order, dtype: 'fp16' } as const;
    const checked = async (fault: (logit: number, length: number) => number, isMasked = true) => {
      const passes: number[] = [];
      const plain = fakeScorer({ onPass: ({ pairs }) => passes.push(pairs) });
      const forward: PairScorer['forward'] = async (batch) => {
        // Padding that is taken for text adds 3 a token, as the fake model's own padding has the id 0.
        const inputIds = batch.inputIds.map((id) => (id === 0n ? 3n : id));
        const attentionMask = isMasked ? batch.attentionMask : batch.attentionMask.map(() => 1n);
        const logits = await plain.forward({ ...batch, inputIds, attentionMask });
        return Array.from(logits, (logit) => fault(logit, batch.length));
      };
      const check = await checkScores({ ...plain, forward }, half, new FakeClock());
      return { codes: check.findings.map(({ code }) => code), passes, check };
    };
    const { length } = probeSetOf(order.modelId).pairs;
    const rounded = await checked((logit, tokens) => logit + 0.2 * tokens);
    expect(rounded.codes).toEqual([]);
    expect(rounded.check.largestPaddingDifference).toBeGreaterThan(0.01 * 700);
    const alone = Array.from({ length }, () => 1);
    expect(rounded.passes.slice(length)).toEqual([length, length, ...alone]);
    // Scores that stay the same need no second batch, and an ignored mask is no rounding.
    expect((await checked((logit) => logit)).passes.slice(length)).toEqual([length]);
    expect((await checked((logit) => logit, false)).codes).toEqual(['batch-dependent']);
  });

  it('takes no noise for rounding, which is the same in the same pass', async () => {
    const checked = async (noise: (pass: number) => number) => {
      let pass = 0;
      const plain = fakeScorer();
      const forward: PairScorer['forward'] = async (batch) => {
        // An ignored mask moves these scores by far more than the noise.
        const padding = batch.attentionMask.every((one) => one === 1n) && batch.pairs > 1 ? 1e4 : 0;
        const moved = (batch.pairs > 1 ? 20 : 0) + padding + noise(pass++);
        return Array.from(await plain.forward(batch), (logit) => logit + moved);
      };
      const half = { ...order, dtype: 'fp16' } as const;
      const check = await checkScores({ ...plain, forward }, half, new FakeClock());
      return check.findings.map(({ code }) => code);
    };
    expect(await checked(() => 0)).toEqual([]);
    expect(await checked((pass) => 10 * Math.sin(pass))).toEqual(['batch-dependent']);
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

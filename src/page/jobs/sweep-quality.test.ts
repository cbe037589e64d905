import { describe, expect, it } from 'vitest';
import { type RunRecord, runRecordSchema } from '../../core/document/run-record.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { InProcessOptions } from '../../worker/protocol/testing/in-process-worker.ts';
import { setUpSweep } from './testing/sweep-host.ts';

const model = 'org/model';
/** Twelve documents of one to twelve words, the longest scoring best. */
const documents = Array.from({ length: 12 }, (_, i) => 'w '.repeat(i + 1).trim());

/** A sweep of lanes of several dtypes over these documents. */
function setUp(
  optionsOf: (worker: number) => InProcessOptions,
  settings: Partial<Settings> = {},
  pairs: readonly Pair[] = documents.map((document) => ({ query: 'q', document })),
) {
  const asked: { kind: string; params: { pairs?: readonly Pair[]; batchSize?: number; order?: string } }[] =
    [];
  const host = setUpSweep(
    optionsOf,
    { model, dtype: ['fp32', 'q4'], batchSizes: [1, 2], pairCounts: [2], repetitions: 2, ...settings },
    {},
    (client) => {
      const call = client.call.bind(client) as (kind: string, params: unknown) => Promise<unknown>;
      return Object.assign(client, {
        call: (kind: string, params: (typeof asked)[number]['params']) => {
          asked.push({ kind, params });
          return call(kind, params);
        },
      });
    },
  );
  host.store.getState().replaceInput({
    query: 'q',
    documents: pairs.map(({ document, query, relevance }) => ({
      text: document,
      query,
      ...(relevance !== undefined && { relevance }),
    })),
    source: { kind: 'own' },
  });
  const scored = () =>
    asked.flatMap(({ kind, params }) =>
      kind === 'score' ? [`${params.pairs?.length} in ${params.batchSize} ${params.order}`] : [],
    );
  return { ...host, scored };
}

const qualityOf = (record: RunRecord | null, lane: number) => record?.lanes[lane]?.quality;

/** Turns the order of the two best documents. */
const swapBest: NonNullable<InProcessOptions['answer']> = (own, { length }) =>
  own.map((score) => (length === 16 && score === Math.max(...own) ? score - 13 : score));

describe('how lanes order the input’s documents', () => {
  it('is told against the lane of the largest dtype, from scores outside the timed windows', async () => {
    const { runner, scored } = setUp(() => ({ passMs: () => 20 }));
    const record = await runner.run();
    expect(record && runRecordSchema.parse(record)).toEqual(record);
    expect(scored()).toEqual(['12 in 2 length', '12 in 2 length']);
    expect(qualityOf(record, 0)).toMatchObject({ batchSize: 2, scores: { length: 12 } });
    expect(qualityOf(record, 0)).not.toHaveProperty('agreement');
    expect(qualityOf(record, 1)?.agreement).toEqual({
      laneId: 'lane-1',
      kendallTau: 1,
      topShare: 1,
      topOf: 10,
      largestMove: 0,
      queries: 1,
      pairs: 12,
    });
    // None of it is a sample.
    expect(
      record?.lanes.map(({ cells }) => cells.map((cell) => 'latencyMs' in cell && cell.latencyMs.n)),
    ).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it('shows what another dtype changes', async () => {
    const { runner } = setUp((worker) => ({ passMs: () => 20, ...(worker === 1 && { answer: swapBest }) }));
    const agreement = qualityOf(await runner.run(), 1)?.agreement;
    expect(agreement?.kendallTau).toBeLessThan(1);
    expect(agreement?.largestMove).toBeGreaterThanOrEqual(1);
  });

  it('of q8 is also held against itself, pair by pair and in batches as given', async () => {
    const { runner, scored } = setUp(
      () => ({
        passMs: () => 20,
        // The whole batch decides: of the longest pair's neighbours the score falls.
        answer: (own, { pairs, length }) => own.map((score) => (pairs === 1 ? score : score - 3 * length)),
      }),
      { dtype: ['q8'] },
    );
    const record = await runner.run();
    expect(scored()).toEqual(['12 in 2 length', '12 in 1 length', '12 in 2 input']);
    expect(qualityOf(record, 0)?.batchEffect).toMatchObject({ queries: 1, pairs: 12 });
    expect(qualityOf(record, 0)).not.toHaveProperty('agreement');
  });

  it('is not asked for where there is nothing to compare', async () => {
    const lone = setUp(() => ({ passMs: () => 20 }), { dtype: ['fp32'] });
    expect(qualityOf(await lone.runner.run(), 0)).toBeUndefined();
    expect(lone.scored()).toEqual([]);
    const twin = setUp(() => ({ passMs: () => 20 }), {
      model: 'twin:bge-reranker-base',
      dtype: ['fp32', 'q4'],
    });
    expect(qualityOf(await twin.runner.run(), 1)).toBeUndefined();
    expect(twin.scored()).toEqual([]);
  });

  it('is measured by the relevance that documents carry, even in a lone lane', async () => {
    const pairs = ['a', 'b'].flatMap((query) =>
      documents.map((document, i) => ({ query, document, relevance: i === 11 ? 1 : 0 })),
    );
    const { runner } = setUp(() => ({ passMs: () => 20 }), { dtype: ['fp32'] }, pairs);
    const record = await runner.run();
    expect(record?.input.queries).toHaveLength(24);
    expect(qualityOf(record, 0)?.relevance).toEqual({ ndcg: 1, mrr: 1, queries: 2 });
    const worse = setUp(
      (worker) => ({ passMs: () => 20, ...(worker === 1 && { answer: swapBest }) }),
      {},
      pairs,
    );
    const relevance = qualityOf(await worse.runner.run(), 1)?.relevance;
    expect(relevance?.ndcg).toBeLessThan(1);
    expect(relevance?.difference?.laneId).toBe('lane-1');
    expect(relevance?.difference?.ci95?.[1]).toBeLessThan(0);
  });

  it('stops at a time limit, between goes of 32 pairs', async () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ query: 'q', document: `w${i}` }));
    const { runner, scored } = setUp(() => ({ passMs: () => 500 }), { repetitions: 1 }, many);
    const record = await runner.run();
    expect(scored().slice(0, 2)).toEqual(['32 in 2 length', '32 in 2 length']);
    expect(qualityOf(record, 1)?.agreement?.pairs).toBe(64);
  });

  it('fails without harm to what was measured', async () => {
    const host = setUp((worker) => ({
      passMs: () => 20,
      onPass: () => {
        if (host.scored().length > worker) throw new Error('std::bad_alloc');
      },
    }));
    const record = await host.runner.run();
    expect(record?.state).toBe('done');
    expect(record?.lanes.map(({ state, quality }) => [state, quality])).toEqual([
      ['done', undefined],
      ['done', undefined],
    ]);
    expect(record?.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['order-unknown']);
  });

  it('is kept when more rounds are measured', async () => {
    const { runner, scored } = setUp(() => ({ passMs: () => 20 }));
    const before = await runner.run();
    const after = await runner.addRounds(1);
    expect(after?.lanes.map(({ quality }) => quality)).toEqual(before?.lanes.map(({ quality }) => quality));
    expect(scored()).toHaveLength(2);
  });
});

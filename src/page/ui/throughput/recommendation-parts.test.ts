import { describe, expect, it } from 'vitest';
import { backendNotes } from './backend-notes.tsx';
import { roundsToOffer } from './more-rounds-offer.tsx';
import { serverChoice } from './python-panel.tsx';
import { situationAnswers } from './situation-cards.tsx';
import { atPairs, forSituation, ofBackends } from './testing/recommendations.ts';

describe('situationAnswers', () => {
  it('give the recommendation where there is one', () => {
    const card = forSituation({ situation: 'offline' });
    const offline = situationAnswers([card], [100]).find(([situation]) => situation === 'offline');
    expect(offline?.[1]).toEqual({ state: 'found', recommendation: card });
  });

  it('say which pair count to add where the plan has none that suits', () => {
    expect(situationAnswers([], [11, 49, 201])).toEqual([
      ['interactive', { state: 'no-pair-count', add: 10 }],
      ['offline', { state: 'no-pair-count', add: 50 }],
      ['small-device', { state: 'no-pair-count', add: 5 }],
    ]);
  });

  it('tell a missing pair count from a missing measurement', () => {
    expect(situationAnswers([], [1, 50, 200]).map(([, { state }]) => state)).toEqual([
      'not-measured',
      'not-measured',
      'not-measured',
    ]);
  });
});

describe('backendNotes', () => {
  it('put pair counts with the same outcome together', () => {
    const notes = backendNotes([
      ofBackends({ pairCount: 10 }),
      ofBackends({ pairCount: 50 }),
      ofBackends({ pairCount: 100, wasmWinsAt: [1], wasmStopsWinningAt: 2 }),
    ]);
    expect(notes.map(({ pairCounts }) => pairCounts)).toEqual([[10, 50], [100]]);
  });

  it('say nothing where WASM wins nowhere', () => {
    expect(backendNotes([ofBackends({ wasmWinsAt: [], wasmStopsWinningAt: 1 })])).toEqual([]);
  });
});

describe('serverChoice', () => {
  it('is the batch of most throughput', () => {
    expect(
      serverChoice([atPairs(100, { batchSize: 2 }), forSituation({ situation: 'offline', batchSize: 16 })]),
    ).toMatchObject({ batchSize: 16 });
  });

  it('is that of the largest pair count where no pair count is large enough for that', () => {
    expect(serverChoice([atPairs(5, { batchSize: 2 }), atPairs(10, { batchSize: 4 })])).toMatchObject({
      pairCount: 10,
      batchSize: 4,
    });
    expect(serverChoice([])).toBeNull();
  });
});

describe('roundsToOffer', () => {
  const cell = (batchSize: number, latencies: number[]) => ({
    pairCount: 10,
    batchSize,
    latencyMs: { samples: latencies, rounds: latencies.map((_, i) => i + 1), median: 100 },
    pairsPerSecond: (10_000 * latencies.length) / latencies.reduce((a, b) => a + b, 0),
    gpuBytes: null,
    wasmBytes: null,
  });
  const lane = {
    id: 'a',
    device: 'wasm',
    order: 'length',
    suspect: false,
    sampling: 'planned',
    cells: [cell(4, [104, 106, 103, 108, 105]), cell(8, [100, 101, 104, 99, 102])],
  } as const;

  it('offers nothing where everything is sure', () => {
    expect(roundsToOffer([atPairs(10), forSituation({})], [lane])).toBeNull();
  });

  it('offers what the open pair count is likely to need', () => {
    const rounds = roundsToOffer([atPairs(10, { certainty: 'not-yet-sure' })], [lane]);
    expect(rounds).toBeGreaterThanOrEqual(5);
    expect(rounds).toBeLessThanOrEqual(100);
  });

  it('offers ten where only lanes have to be told apart', () => {
    expect(roundsToOffer([atPairs(10), forSituation({ certainty: 'not-yet-sure' })], [lane])).toBe(10);
  });
});

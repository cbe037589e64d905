import { figure, mebibytes } from './figure-text.ts';
import { objectiveWords, pairsWords } from './load-test-words.ts';
import type { RecommendationRecord } from './recommendation-record.ts';

type Situation = Extract<RecommendationRecord, { kind: 'situation' }>;

const situations = {
  interactive: 'Interactive API',
  offline: 'Offline reranking',
  'small-device': 'Small device',
} as const satisfies Record<Situation['situation'], string>;

/** A recommendation as one English sentence of Markdown, with how sure it is. `laneName` gives a lane's name as Markdown. */
export function recommendationWords(one: RecommendationRecord, laneName: (id: string) => string): string {
  switch (one.kind) {
    case 'pair-count': {
      const where = `on ${laneName(one.laneId)}, ${one.pairCount} pairs`;
      const { batchSize, fastest } = one;
      if (one.certainty === 'not-yet-sure') {
        const so = batchSize === fastest ? 'is' : `may be as good as batch ${fastest},`;
        return `**Not yet sure** ${where}: batch ${batchSize} ${so} the fastest so far; more rounds would tell.`;
      }
      if (batchSize === fastest) return `**Batch ${batchSize}** ${where}: the fastest. Sure.`;
      return `**Batch ${batchSize}** ${where}: the smallest as good as batch ${fastest}, the fastest. Sure.`;
    }
    case 'situation': {
      const pick = ({ batchSize, laneId, value }: Pick<Situation, 'batchSize' | 'laneId' | 'value'>) =>
        `batch ${batchSize} on ${laneName(laneId)} (${criterionWords(one.criterion, value)})`;
      const second = one.runnerUp === null ? '' : `; next: ${pick(one.runnerUp)}`;
      return `**${situations[one.situation]}**, ${one.pairCount} pairs: ${pick(one)}${second}. ${certaintyWords(one.certainty)}`;
    }
    case 'backend': {
      const pair = `${laneName(one.wasmLaneId)} against ${laneName(one.webgpuLaneId)}, ${one.pairCount} pairs`;
      if (one.wasmWinsAt.length === 0) return `${pair}: WASM is at no batch size faster beyond doubt.`;
      const stops =
        one.wasmStopsWinningAt === null
          ? 'still at the largest'
          : `no longer from batch ${one.wasmStopsWinningAt} on`;
      return `${pair}: **WASM is faster** at batch ${one.wasmWinsAt.join(', ')}; ${stops}.`;
    }
    case 'capacity': {
      const setting = `batches of up to ${one.maxBatch}, waiting at most ${figure(one.maxWaitMs)} ms`;
      const where = `${pairsWords(one.pairsPerArrival)}: ${setting} on ${laneName(one.laneId)}`;
      const rate = `up to ${figure(one.ratePerSecond)} requests/s with ${objectiveWords(one)}`;
      return `**Many requests at once**, ${where}: ${rate}; ${figure(one.unbatchedRatePerSecond)} without batching. Simulated from measured passes.`;
    }
    default:
      return one satisfies never;
  }
}

const certaintyWords = (certainty: Situation['certainty']) =>
  certainty === 'sure' ? 'Sure.' : '**Not yet sure**; more rounds would tell.';

function criterionWords(criterion: Situation['criterion'], value: number): string {
  switch (criterion) {
    case 'p95-latency':
      return `P95 ${figure(value)} ms`;
    case 'median-latency':
      return `median ${figure(value)} ms`;
    case 'throughput':
      return `${figure(value)} pairs/s`;
    case 'memory':
      return mebibytes(value);
    default:
      return criterion satisfies never;
  }
}

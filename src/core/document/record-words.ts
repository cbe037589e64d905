import { deviceKinds } from '../rerank/devices.ts';
import { isCutTwin, isTwinId } from '../rerank/twin-model-id.ts';
import { figure, mebibytes } from './figure-text.ts';
import { objectiveWords, pairsWords } from './load-test-words.ts';
import type { RecommendationRecord } from './recommendation-record.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';

/** "WASM · q8 · jspi · 2 threads", with what else is not usual. In English; nothing in it is foreign text. */
export function laneWords(lane: LaneRecord): string {
  const { device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple } = lane;
  return [
    deviceKinds[device].name,
    ...(deviceUsed !== null && deviceUsed !== device ? [`computed on ${deviceKinds[deviceUsed].name}`] : []),
    ...(dtype === null ? [] : [dtype]),
    ...(runtime === null ? [] : [runtime]),
    ...(threads === null ? [] : [`${threads} ${threads === 1 ? 'thread' : 'threads'}`]),
    ...(workers > 1 ? [`${workers} workers`] : []),
    ...(order === 'input' ? ['input order'] : []),
    ...(paddingMultiple > 1 ? [`padded to ${paddingMultiple}`] : []),
  ].join(' · ');
}

/** What names a model in words: of a twin, how deep it was built, too. */
type NamedModel = Pick<LaneRecord['model'], 'id' | 'layers'>;

/**
 * A model by its id, in English and not escaped yet. A twin's id is never left alone, since what follows the colon is a
 * real model's name: "twin:bge-reranker-base (synthetic, 12 layers)".
 */
export function modelWords({ id, layers }: NamedModel): string {
  if (!isTwinId(id)) return id;
  const depth = layers === null ? '' : `, ${layers} ${layers === 1 ? 'layer' : 'layers'}`;
  return `${id} (synthetic${depth})`;
}

/** The model of a whole run. */
export const runModelWords = ({ lanes, settings }: Pick<RunRecord, 'lanes' | 'settings'>): string =>
  modelWords(lanes[0]?.model ?? { id: settings.model, layers: settings.layers });

/** What a reader of a twin's run has to know, in English; `null` for other models. */
export function twinWords({ lanes, settings }: Pick<RunRecord, 'lanes' | 'settings'>): string | null {
  const { id, layers } = lanes[0]?.model ?? { id: settings.model, layers: settings.layers };
  if (!isTwinId(id)) return null;
  const worth = isCutTwin(id, layers)
    ? 'cut to fewer layers than the real model has, its speed and recommendations are its own.'
    : 'speed and recommendations were measured on the twin, and stand for the real model only as far as its graph is what the twin assumes.';
  return `Synthetic twin: a real model’s shape with made-up weights. Scores mean nothing; ${worth}`;
}

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

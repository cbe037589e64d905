import type { i18n } from 'i18next';
import { deviceKinds } from '../rerank/devices.ts';
import { isCutTwin, isTwinId } from '../rerank/twins.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { figure } from '../texts/format.ts';
import { objectiveWords, pairsWords } from './load-test-words.ts';
import type { RecommendationOf, RecommendationRecord } from './recommendation-record.ts';
import { markdownText } from './report.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';

const english = englishTexts();

/**
 * "WASM · q8 · jspi · 2 threads", and whatever else is not the usual. Foreign text in it is escaped for Markdown.
 */
export function laneWords(lane: LaneRecord, { t }: i18n = english): string {
  const { device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple, gpuOption, graph } =
    lane;
  return [
    ...(lane.task === undefined ? [] : [markdownText(lane.task)]),
    deviceKinds[device].name,
    ...(deviceUsed !== null && deviceUsed !== device
      ? [t('report.computedOn', { device: deviceKinds[deviceUsed].name })]
      : []),
    ...(dtype === null ? [] : [lane.model.file ?? dtype]),
    ...(runtime === null ? [] : [runtime]),
    ...(threads === null ? [] : [t('report.threads', { count: threads })]),
    ...(workers > 1 ? [t('report.workers', { workers })] : []),
    ...(order === 'input' ? [t('report.inputOrder')] : []),
    ...(paddingMultiple > 1 ? [t('report.paddedTo', { multiple: paddingMultiple })] : []),
    ...(gpuOption === undefined ? [] : [gpuOption]),
    ...(graph === undefined ? [] : [t('report.fusedGraph')]),
  ].join(' · ');
}

/** What names a model in words; `layers` counts for twins only. */
type NamedModel = Pick<LaneRecord['model'], 'id' | 'layers'>;

/**
 * A model by its id, not escaped yet. A twin's id never stands alone, since a real model's name follows its
 * colon: "twin:bge-reranker-base (synthetic, 12 layers)".
 */
export function modelWords({ id, layers }: NamedModel, { t }: i18n = english): string {
  if (!isTwinId(id)) return id;
  return layers === null ? t('report.twin', { id }) : t('report.twinOfLayers', { id, count: layers });
}

const modelOf = ({ lanes, settings }: Pick<RunRecord, 'lanes' | 'settings'>): NamedModel =>
  lanes[0]?.model ?? { id: settings.model, layers: settings.layers };

/** The model of a whole run, or the suite that it was of. */
export const runModelWords = (
  run: Pick<RunRecord, 'lanes' | 'settings' | 'suite'>,
  texts: i18n = english,
): string =>
  run.suite === undefined
    ? modelWords(modelOf(run), texts)
    : texts.t('suite.title', { name: run.suite.name });

/** What readers of a twin's run have to know; `null` for other models. */
export function twinWords(run: Pick<RunRecord, 'lanes' | 'settings'>, { t }: i18n = english): string | null {
  const { id, layers } = modelOf(run);
  if (!isTwinId(id)) return null;
  return isCutTwin(id, layers) ? t('report.cutTwin') : t('report.wholeTwin');
}

/**
 * A recommendation as Markdown, with how sure it is.
 *
 * @param laneName gives a lane's name, as Markdown, by the lane's id
 */
export function recommendationWords(
  one: RecommendationRecord,
  laneName: (id: string) => string,
  texts: i18n = english,
): string {
  const { t } = texts;
  switch (one.kind) {
    case 'pair-count': {
      const { batchSize: batch, fastest, pairCount: pairs } = one;
      const lane = laneName(one.laneId);
      if (one.onlyMeasured) return t('advice.onlyBatch', { lane, pairs, batch });
      if (batch === fastest) {
        return one.certainty === 'sure'
          ? t('advice.fastest', { lane, pairs, batch })
          : t('advice.fastestSoFar', { lane, pairs, batch });
      }
      return one.certainty === 'sure'
        ? t('advice.smallest', { lane, pairs, batch, fastest })
        : t('advice.asGoodSoFar', { lane, pairs, batch, fastest });
    }
    case 'situation': {
      const choice = ({
        batchSize,
        laneId,
        value,
      }: Pick<RecommendationOf<'situation'>, 'batchSize' | 'laneId' | 'value'>) =>
        t('advice.choice', {
          batch: batchSize,
          lane: laneName(laneId),
          value: criterionWords(one.criterion, value, texts),
        });
      const values = {
        situation:
          one.situation === 'small-device'
            ? t('advice.smallDevice')
            : t(`recommendation.situation.${one.situation}`),
        pairs: one.pairCount,
        best: choice(one),
        certainty: one.onlyMeasured
          ? t('advice.onlyMeasured')
          : t(one.certainty === 'sure' ? 'advice.sure' : 'advice.notYetSure'),
      };
      return one.runnerUp === null
        ? t('advice.situation', values)
        : t('advice.situationAndNext', { ...values, next: choice(one.runnerUp) });
    }
    case 'backend': {
      const values = {
        wasm: laneName(one.wasmLaneId),
        webgpu: laneName(one.webgpuLaneId),
        pairs: one.pairCount,
      };
      if (one.wasmWinsAt.length === 0) return t('advice.wasmNever', values);
      const wins = one.wasmWinsAt.join(', ');
      return one.wasmStopsWinningAt === null
        ? t('advice.wasmAlways', { ...values, wins })
        : t('advice.wasmUpTo', { ...values, wins, stops: one.wasmStopsWinningAt });
    }
    case 'capacity':
      return t('advice.capacity', {
        situation: t('recommendation.situation.concurrent'),
        pairs: pairsWords(one.pairsPerArrival, texts),
        batch: one.maxBatch,
        wait: figure(one.maxWaitMs),
        lane: laneName(one.laneId),
        rate: figure(one.ratePerSecond),
        objective: objectiveWords(one, texts),
        unbatched: figure(one.unbatchedRatePerSecond),
        simulated: t('capacity.simulated'),
      });
    default:
      return one satisfies never;
  }
}

function criterionWords(
  criterion: RecommendationOf<'situation'>['criterion'],
  value: number,
  { t }: i18n,
): string {
  switch (criterion) {
    case 'p95-latency':
      return t('advice.p95', { ms: figure(value) });
    case 'median-latency':
      return t('advice.median', { ms: figure(value) });
    case 'throughput':
      return t('recommendation.pairsPerSecond', { rate: figure(value) });
    case 'memory':
      return t('recommendation.mebibytes', { amount: figure(value / 2 ** 20) });
    default:
      return criterion satisfies never;
  }
}

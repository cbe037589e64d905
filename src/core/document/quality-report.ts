import type { i18n } from 'i18next';
import { englishTexts } from '../texts/english-texts.ts';
import { type Numbers, plainNumbers } from '../texts/format.ts';
import type { RelevanceQuality } from './lane-quality.ts';
import type { QualityRecord } from './quality-record.ts';
import type { ReportPart } from './report.ts';
import type { DraftLane } from './run-draft.ts';
import type { RunInput, RunRecord } from './run-record.ts';
import { isSuspect } from './suspect-lane.ts';

/** What the words about lanes' orders need to know of a lane, in a record or under way. */
export type OrderedLane = Pick<DraftLane, 'id' | 'cells' | 'scoreCheck' | 'quality'>;

/** How the words are put: a lane's name by its id, the language, and how numbers are written. */
export interface QualityWords {
  readonly nameOf: (id: string) => string;
  readonly texts: i18n;
  readonly numbers: Numbers;
}

type Agreement = NonNullable<QualityRecord['batchEffect']>;

/**
 * What each lane's speed costs, a sentence or two a lane: "WASM q8 is 1.9 times as fast as WASM fp32 and
 * keeps 10 of the top 10." Lanes with suspect scores are left out.
 */
export function qualityAdvice(lanes: readonly OrderedLane[], words: QualityWords): string[] {
  const { nameOf, texts, numbers } = words;
  return lanes.flatMap((lane) => {
    const { agreement, relevance } = lane.quality ?? {};
    const reference = lanes.find(({ id }) => id === agreement?.laneId);
    if (agreement === undefined || reference === undefined || isSuspect(lane)) return [];
    const ratio = speedRatio(lane, reference);
    const values = {
      lane: nameOf(lane.id),
      reference: nameOf(reference.id),
      kept: keptWords(agreement, words),
    };
    const sentence =
      ratio === null
        ? texts.t('quality.keeps', values)
        : texts.t('quality.fasterAndKeeps', { ...values, ratio: numbers.rate(ratio) });
    const { difference } = relevance ?? {};
    return difference === undefined
      ? [sentence]
      : [[sentence, differenceWords(difference, words)].join(texts.t('joint.sentences'))];
  });
}

/** "10 of the top 10", or a share where it is the mean of several queries. */
export function keptWords(
  { topShare, topOf, queries }: Agreement,
  { texts, numbers }: Pick<QualityWords, 'texts' | 'numbers'>,
): string {
  const of = numbers.count(topOf);
  return queries === 1
    ? texts.t('quality.kept', { kept: numbers.count(Math.round(topShare * topOf)), of })
    : texts.t('quality.keptShare', { share: numbers.percent(topShare), of, queries: numbers.count(queries) });
}

type NdcgDifference = NonNullable<NonNullable<QualityRecord['relevance']>['difference']>;

function differenceWords({ ndcg, ci95 }: NdcgDifference, { texts }: QualityWords): string {
  const difference = signed(ndcg);
  return ci95 === null
    ? texts.t('quality.ndcgDifference', { difference })
    : texts.t('quality.ndcgInterval', { difference, low: signed(ci95[0]), high: signed(ci95[1]) });
}

/** Three decimals with a sign: +0.012, −0.3, 0. */
export function signed(value: number): string {
  const rounded = Math.round(1000 * value) / 1000;
  if (rounded === 0) return '0';
  return `${rounded > 0 ? '+' : '−'}${Math.abs(rounded)}`;
}

/** Three decimals. What is not quite 1 never reads as 1. */
export function tauWords(tau: number): string {
  const rounded = Math.round(1000 * tau) / 1000;
  return tau < 1 && rounded === 1 ? '> 0.999' : String(rounded).replace('-', '−');
}

/**
 * Throughput of one lane ÷ another's, each at its fastest, at the largest pair count that both have
 * measured; `null` where there is none.
 */
export function speedRatio(
  lane: Pick<OrderedLane, 'cells'>,
  other: Pick<OrderedLane, 'cells'>,
): number | null {
  const bestOf = ({ cells }: Pick<OrderedLane, 'cells'>) => {
    const best = new Map<number, number>();
    for (const cell of cells) {
      if (cell.state !== 'measured' || !(cell.pairsPerSecond > 0)) continue;
      best.set(cell.pairCount, Math.max(best.get(cell.pairCount) ?? 0, cell.pairsPerSecond));
    }
    return best;
  };
  const [own, others] = [bestOf(lane), bestOf(other)];
  const common = [...own.keys()].filter((pairs) => others.has(pairs));
  const most = Math.max(...common);
  const [top, bottom] = [own.get(most), others.get(most)];
  return top === undefined || bottom === undefined ? null : top / bottom;
}

/** What the batch itself does to lanes' orders, where it does anything. */
function batchSentences(lanes: readonly OrderedLane[], words: QualityWords): string[] {
  const { nameOf, texts, numbers } = words;
  return lanes.flatMap(({ id, quality }) => {
    const effect = quality?.batchEffect;
    if (quality === undefined || effect === undefined || effect.kendallTau === 1) return [];
    return [
      texts.t('quality.batchEffect', {
        lane: nameOf(id),
        batch: numbers.count(quality.batchSize),
        tau: tauWords(effect.kendallTau),
        kept: keptWords(effect, words),
      }),
    ];
  });
}

/**
 * How the lanes order the input's own documents, as a part of a report: sentences and a table. `null` where
 * no lane's order was compared with anything.
 */
export function qualityPart(
  lanes: readonly OrderedLane[],
  input: Pick<RunInput, 'pairCount'>,
  words: QualityWords,
): ReportPart | null {
  const { nameOf, texts, numbers } = words;
  const { t } = texts;
  const shown = lanes.flatMap(({ id, quality }) => (quality === undefined ? [] : [{ id, quality }]));
  const referenceId = shown.find(({ quality }) => quality.agreement !== undefined)?.quality.agreement?.laneId;
  const isJudged = shown.some(({ quality }) => quality.relevance !== undefined);
  const sentences = batchSentences(lanes, words);
  const [first] = shown;
  if (first === undefined || (referenceId === undefined && !isJudged && sentences.length === 0)) return null;
  const table = {
    head: [
      t('quality.column.lane'),
      t('quality.column.tau'),
      t('quality.column.kept'),
      t('quality.column.move'),
      ...(isJudged ? [t('quality.column.ndcg'), t('quality.column.mrr')] : []),
    ],
    rows: shown.map(({ id, quality: { agreement, relevance } }) => [
      nameOf(id),
      agreement === undefined
        ? id === referenceId
          ? t('quality.reference')
          : ''
        : tauWords(agreement.kendallTau),
      agreement === undefined ? '' : keptInTable(agreement, numbers),
      agreement === undefined ? '' : numbers.count(agreement.largestMove),
      ...(isJudged ? [qualityFigure(relevance?.ndcg), qualityFigure(relevance?.mrr)] : []),
    ]),
  };
  const pairs = Math.min(...shown.map(({ quality }) => quality.scores.length));
  return {
    title: t('quality.title'),
    lines: [
      ...sentences,
      t('quality.method', {
        batch: numbers.count(first.quality.batchSize),
        pairs: numbers.count(pairs),
        all: numbers.count(input.pairCount),
      }),
    ],
    table: referenceId === undefined && !isJudged ? null : table,
  };
}

const keptInTable = ({ topShare, topOf, queries }: Agreement, { count, percent }: Numbers): string =>
  queries === 1 ? `${count(Math.round(topShare * topOf))}/${count(topOf)}` : percent(topShare);

/** NDCG or MRR with three decimals; nothing where it is not known. */
export const qualityFigure = (value: number | undefined): string => value?.toFixed(3) ?? '';

/** "NDCG@10 0.712, MRR@10 1.000, by the relevance of the documents." */
export function rankingQualityWords({ ndcg, mrr, queries }: RelevanceQuality, { t }: i18n): string {
  const values = { ndcg: qualityFigure(ndcg), mrr: qualityFigure(mrr) };
  return queries === 1 ? t('quality.ranking', values) : t('quality.rankingOf', { ...values, queries });
}

/** The part of a record's report, and the sentences to stand with its recommendations. */
export function qualityOfRecord(
  { lanes, input }: Pick<RunRecord, 'lanes' | 'input'>,
  nameOf: (id: string) => string,
  texts: i18n = englishTexts(),
): { readonly advice: string[]; readonly parts: ReportPart[] } {
  const words = { nameOf, texts, numbers: plainNumbers };
  const part = qualityPart(lanes, input, words);
  return { advice: qualityAdvice(lanes, words), parts: part === null ? [] : [part] };
}

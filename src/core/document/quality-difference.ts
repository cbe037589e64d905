import type { i18n } from 'i18next';
import { plainNumbers } from '../texts/format.ts';
import { type NdcgDifference, ndcgDifference, type OrderAgreement, orderAgreement } from './lane-quality.ts';
import { keptWords, qualityFigure, signed, tauWords } from './quality-report.ts';
import type { LaneFigures, RunFigures } from './run-figures.ts';

/** How the orders of two matched lanes differ, of the first run of each side. */
export interface QualityDifference {
  /** The head's order against the base's; absent where they scored other texts or scores are not known. */
  readonly order?: OrderAgreement;
  /** NDCG@10 of the head less the base's; absent where they scored other texts or relevance is not known. */
  readonly ndcg?: NdcgDifference;
  /** What each run found for itself, by relevance and against its own reference lane. */
  readonly base: OwnQuality;
  readonly head: OwnQuality;
}

interface OwnQuality {
  readonly ndcg?: number;
  readonly mrr?: number;
  readonly kendallTau?: number;
}

type LaneOfRun = readonly [run: Pick<RunFigures, 'input'>, lane: Pick<LaneFigures, 'quality'>];

/** @returns `null` where neither side says anything of its order */
export function qualityDifference(
  [baseRun, base]: LaneOfRun,
  [headRun, head]: LaneOfRun,
): QualityDifference | null {
  if (base.quality === undefined || head.quality === undefined) return null;
  const isSame = baseRun.input.sha256 === headRun.input.sha256;
  const [before, after] = [numbersOf(base.quality.scores), numbersOf(head.quality.scores)];
  const isKnown = isSame && before !== null && after !== null;
  const order = isKnown ? orderAgreement(after, before, headRun.input.queries) : null;
  const ndcg = isKnown ? ndcgDifference(after, before, headRun.input) : null;
  return {
    ...(order !== null && { order }),
    ...(ndcg !== null && { ndcg }),
    base: ownQuality(base.quality),
    head: ownQuality(head.quality),
  };
}

const numbersOf = (scores: readonly (number | null)[]): number[] | null => {
  const numbers = scores.filter((score) => score !== null);
  return numbers.length === scores.length ? numbers : null;
};

function ownQuality({ agreement, relevance }: NonNullable<LaneFigures['quality']>): OwnQuality {
  return {
    ...(relevance !== undefined && { ndcg: relevance.ndcg, mrr: relevance.mrr }),
    ...(agreement !== undefined && { kendallTau: agreement.kendallTau }),
  };
}

/** The difference in sentences. */
export function qualityDifferenceWords(
  { order, ndcg, base, head }: QualityDifference,
  texts: i18n,
): string[] {
  const { t } = texts;
  const change = (name: string, from: string, to: string) =>
    from === '' || to === '' ? [] : [t('quality.change', { name, base: from, head: to })];
  const tau = ({ kendallTau }: OwnQuality) => (kendallTau === undefined ? '' : tauWords(kendallTau));
  return [
    ...(order === undefined
      ? []
      : [
          t('quality.compared', {
            tau: tauWords(order.kendallTau),
            kept: keptWords(order, { texts, numbers: plainNumbers }),
            move: order.largestMove,
            pairs: order.pairs,
          }),
        ]),
    ...change(t('quality.column.ndcg'), qualityFigure(base.ndcg), qualityFigure(head.ndcg)),
    ...change(t('quality.column.mrr'), qualityFigure(base.mrr), qualityFigure(head.mrr)),
    ...(ndcg?.ci95 == null
      ? []
      : [
          t('quality.changeOfNdcg', {
            difference: signed(ndcg.ndcg),
            low: signed(ndcg.ci95[0]),
            high: signed(ndcg.ci95[1]),
          }),
        ]),
    ...change(t('quality.tauOfReference'), tau(base), tau(head)),
  ];
}

import { samplingOf } from '../document/run-draft.ts';
import type { LaneRecord, MeasuredCell, RunRecord } from '../document/run-record.ts';
import { flopsOf, type ModelShape } from '../rerank/flops.ts';
import { isSamples } from '../stats/samples.ts';
import { summarise } from '../stats/summary.ts';
import { measuredCells } from './measured-cells.ts';
import { against, type Objection, objection } from './objection.ts';
import { twinModelShape } from './twin-model-shape.ts';

/** Figures are written with all digits, so they differ only by the order of summing. */
const tolerance = 1e-6;

const agree = (a: number, b: number) =>
  Math.abs(a - b) <= tolerance * Math.max(1e-9, Math.abs(a), Math.abs(b));

/**
 * Computes every figure of every cell from its raw samples again, and names the first of each cell that is
 * another. A cell's operations cannot be computed exactly, because a record does not tell how long each pass
 * was; they must lie between those of passes of equal length and those of passes as long as allowed.
 */
export function figuresDoNotFollow(record: RunRecord): Objection[] {
  const { repetitions, maxLength } = record.settings;
  return measuredCells(record).flatMap(({ lane, cell, where }) => {
    const wrong =
      wrongSummary(cell, samplingOf(repetitions, lane)) ??
      wrongRate(cell) ??
      wrongTokens(cell, lane, maxLength) ??
      wrongOperations(cell, twinModelShape(lane.model) ?? lane.model.shape ?? null, maxLength);
    return wrong === null
      ? []
      : [objection('figures-do-not-follow', `${where}.${wrong.figure}`, against(wrong.claimed, wrong.given))];
  });
}

interface WrongFigure {
  readonly figure: string;
  readonly claimed: number;
  readonly given: number;
}

const firstWrong = (figures: readonly (readonly [figure: string, claimed: number, given: number])[]) => {
  const wrong = figures.find(([, claimed, given]) => !agree(claimed, given));
  return wrong === undefined ? null : { figure: wrong[0], claimed: wrong[1], given: wrong[2] };
};

function wrongSummary(
  { latencyMs }: MeasuredCell,
  sampling: ReturnType<typeof samplingOf>,
): WrongFigure | null {
  const { samples, ci95, p95, p99 } = latencyMs;
  if (!isSamples(samples)) return { figure: 'latencyMs.samples', claimed: 0, given: 0 };
  const given = summarise(samples, sampling);
  const ends = (name: string, claimed: number | undefined, computed: number | undefined) =>
    [[`latencyMs.${name}`, claimed ?? 0, computed ?? 0]] as const;
  return firstWrong([
    ['latencyMs.n', latencyMs.n, given.n],
    ['latencyMs.mean', latencyMs.mean, given.mean],
    ['latencyMs.sd', latencyMs.sd, given.sd],
    ['latencyMs.cv', latencyMs.cv, given.cv],
    ['latencyMs.median', latencyMs.median, given.median],
    ...ends('ci95.0', ci95?.[0], given.ci95?.[0]),
    ...ends('ci95.1', ci95?.[1], given.ci95?.[1]),
    ...ends('p95', p95, given.p95),
    ...ends('p99', p99, given.p99),
  ]);
}

function wrongRate(cell: MeasuredCell): WrongFigure | null {
  const { latencyMs, pairCount, tokens, tokensComputed, gflopsPerSecond, flops } = cell;
  const totalMs = latencyMs.samples.reduce((sum, sample) => sum + sample, 0);
  const perSecond = (count: number) => (totalMs > 0 ? (1000 * count * latencyMs.n) / totalMs : 0);
  return firstWrong([
    ['pairsPerSecond', cell.pairsPerSecond, perSecond(pairCount)],
    ['tokensPerSecond', cell.tokensPerSecond, perSecond(tokens)],
    ['paddingEfficiency', cell.paddingEfficiency, tokensComputed === 0 ? 1 : tokens / tokensComputed],
    ['gflopsPerSecond', gflopsPerSecond ?? 0, perSecond(flops ?? 0) / 1e9],
  ]);
}

/**
 * Tokens that no batch can have: padding adds to them, and max length bounds them. Cells of as many pairs score the
 * same pairs, whatever the batch size.
 */
function wrongTokens(
  { tokens, tokensComputed, pairCount }: MeasuredCell,
  { cells, paddingMultiple }: LaneRecord,
  maxLength: number,
): WrongFigure | null {
  const most = pairCount * Math.ceil(maxLength / paddingMultiple) * paddingMultiple;
  if (tokensComputed > most) return { figure: 'tokensComputed', claimed: tokensComputed, given: most };
  if (tokens > tokensComputed) return { figure: 'tokens', claimed: tokens, given: tokensComputed };
  const same = cells.find((one) => one.state === 'measured' && one.pairCount === pairCount);
  const given = same?.state === 'measured' ? same.tokens : tokens;
  return tokens === given ? null : { figure: 'tokens', claimed: tokens, given };
}

/**
 * With T tokens computed in n pairs, Σ length² is least where all are equally long, T²/n, and at most
 * T · max length.
 */
function wrongOperations(
  { flops, tokensComputed, pairCount: pairs }: MeasuredCell,
  shape: ModelShape | null,
  maxLength: number,
): WrongFigure | null {
  if (flops === undefined || shape === null || pairs === 0) return null;
  const of = (squaredTokensComputed: number) =>
    flopsOf(shape, { pairs, tokensComputed, squaredTokensComputed });
  const least = of((tokensComputed * tokensComputed) / pairs);
  const most = of(tokensComputed * Math.max(maxLength, tokensComputed / pairs));
  if (flops < least * (1 - tolerance)) return { figure: 'flops', claimed: flops, given: least };
  if (flops > most * (1 + tolerance)) return { figure: 'flops', claimed: flops, given: most };
  return null;
}

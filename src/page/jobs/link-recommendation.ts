import type { Contender, TimedLane, throughputRatio } from '../../core/bench/measured-lane.ts';
import { recommendBatches } from '../../core/bench/pair-count-recommendation.ts';
import { isBatchCell, type RunDraft } from '../../core/document/run-draft.ts';
import type { MeasuredCell } from '../../core/document/run-record.ts';
import { criticalT } from '../../core/stats/interval.ts';
import { logOfMean, welchDegrees } from '../../core/stats/log-ratio.ts';
import { toJudged } from './judge-run.ts';

type Latency = Pick<MeasuredCell['latencyMs'], 'n' | 'mean' | 'ci95'>;

/**
 * The ratio of two cells' throughputs from their means and intervals alone, which is all that a link carries:
 * ln R ± t · √(v₁ + v₂), Welch's t interval of the difference of the logarithms, where each v is what the
 * cell's own interval implies. Without single samples rounds cannot be paired, so it is wider than the run's
 * own ratio, and says *sure* less often.
 */
export function figuresRatio({ lanes }: Pick<RunDraft, 'lanes'>): typeof throughputRatio {
  const latencyOf = ({ lane, cell }: Contender<TimedLane>): Latency | undefined =>
    lanes
      .find(({ id }) => id === lane.id)
      ?.cells.filter(isBatchCell)
      .find((one) => one.pairCount === cell.pairCount && one.batchSize === cell.batchSize)?.latencyMs;
  return (first, second, comparisons = 1) => {
    const ratio = first.cell.pairsPerSecond / second.cell.pairsPerSecond;
    const latencies = [latencyOf(first), latencyOf(second)];
    const n = Math.min(...latencies.map((latency) => latency?.n ?? 0));
    const parts = latencies.flatMap((latency) => (latency && logOfMean(latency)) ?? []);
    if (parts.length < 2) return { ratio, ci95: null, n };
    const half =
      criticalT(0.05 / comparisons, welchDegrees(parts)) *
      Math.sqrt(parts.reduce((sum, { variance }) => sum + variance, 0));
    return { ratio, ci95: [ratio * Math.exp(-half), ratio * Math.exp(half)], n };
  };
}

/** A link's run with the batch size to set for every lane and pair count, by its figures. */
export function withRecommendation(draft: RunDraft): RunDraft {
  const ratioOf = figuresRatio(draft);
  const lanes = draft.lanes.map((lane) => toJudged(lane, draft.settings.repetitions));
  return {
    ...draft,
    recommendations: lanes
      .filter(({ suspect }) => !suspect)
      .flatMap((lane) => recommendBatches(lane, ratioOf)),
  };
}

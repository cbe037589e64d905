import { BatchSource } from '../rerank/batch-source.ts';
import type { PaddedBatch } from '../rerank/batching.ts';
import type { Clock } from '../rerank/clock.ts';
import type { Device } from '../rerank/devices.ts';
import { Failure } from '../rerank/failure.ts';
import type { Pair } from '../rerank/pair.ts';
import { logitPerPair, type PairScorer } from '../rerank/score-request.ts';
import { median } from '../stats/quantile.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';
import { batchingOf, type LaneBatching } from './cell-batching.ts';
import { type OperatorTimes, operatorTimes } from './operator-trace.ts';
import { type CellPlan, requestPairs } from './sweep-plan.ts';

/** What to profile: a pass of this cell's request. */
export interface ProfileOrder extends LaneBatching {
  readonly device: Device;
  readonly cell: CellPlan;
  readonly pairs: readonly Pair[];
  readonly seed: number;
}

/** A pass and where its time goes. Times in ms. */
export interface ProfiledPass extends OperatorTimes {
  /** Pairs of the pass. */
  readonly pairs: number;
  /** Tokens to which they were padded. */
  readonly length: number;
  /** How often the pass was run with the profiler on; the operators' times are means. */
  readonly passes: number;
  /** Median wall time of the same pass with the profiler off, in the same session. */
  readonly wallMs: number;
  /** Median wall time with the profiler on. */
  readonly profiledMs: number;
}

export interface ProfileTools {
  /** Its session was made with the profiler on. */
  readonly scorer: PairScorer;
  /** Ends the profiler and answers what it printed, one event a line. The session stays usable. */
  readonly endProfiler: () => readonly string[];
  readonly clock: Clock;
  readonly shouldStop: () => boolean;
  /** Lets messages in, between passes. */
  readonly breathe: () => Promise<void>;
  readonly onPass: (progress: { readonly done: number; readonly of: number }) => void;
}

/**
 * How often a pass is repeated: for about this long, so that coarse clocks and other programs average out,
 * within these limits.
 */
export const profileRule = { aboutMs: 1000, fewest: 2, most: 20 } as const;

/** Passes before those that count: the first compiles, the second tells how long one takes. */
const warmUps = 2;

/**
 * Profiles one pass: the cell's pass with the median number of tokens. It runs it with the profiler on, ends
 * the profiler, and runs it as often again for the wall time, which the profiler would lengthen.
 *
 * @throws Failure `no-profile` where the runtime tells no times, `stopped`, or what a pass throws
 */
export async function profilePass(order: ProfileOrder, tools: ProfileTools): Promise<ProfiledPass> {
  const { clock, endProfiler, onPass } = tools;
  const batch = medianBatch(order, tools);
  let done = 0;
  let of = warmUps + 2 * profileRule.most;
  const pass = async (): Promise<number> => {
    await tools.breathe();
    if (tools.shouldStop()) throw new Failure('stopped', 'The profile was stopped.');
    const copy = copyOf(batch);
    const start = clock.now();
    logitPerPair(await tools.scorer.forward(copy), batch.pairs);
    const ms = clock.now() - start;
    done++;
    onPass({ done, of });
    return ms;
  };
  const repeat = async (times: number): Promise<number> => {
    const all: number[] = [];
    while (all.length < times) all.push(await pass());
    return isSamples(all) ? median(sortSamples(all)) : 0;
  };

  await pass();
  const passes = repetitions(await pass());
  of = warmUps + 2 * passes;
  const profiledMs = await repeat(passes);
  const times = operatorTimes(endProfiler(), order.device, passes);
  if (times === null) throw new Failure('no-profile', 'ONNX Runtime told no times of operators.');
  const wallMs = await repeat(passes);
  return { pairs: batch.pairs, length: batch.length, passes, wallMs, profiledMs, ...times };
}

const repetitions = (ms: number): number =>
  Math.max(profileRule.fewest, Math.min(profileRule.most, Math.round(profileRule.aboutMs / Math.max(ms, 1))));

/** A request sorted by length has long passes and short ones: the one in the middle speaks for them. */
function medianBatch(order: ProfileOrder, { scorer, clock }: ProfileTools): PaddedBatch {
  const { cell, pairs, seed } = order;
  const request = requestPairs(pairs, seed)(cell.pairCount);
  const source = new BatchSource(request, scorer.tokenizer, batchingOf(order, cell), false, clock);
  const batches: PaddedBatch[] = [];
  for (let next = source.next(); next !== null; next = source.next()) batches.push(next.batch);
  const tokens = (batch: PaddedBatch) => batch.pairs * batch.length;
  batches.sort((a, b) => tokens(b) - tokens(a));
  const middle = batches[Math.floor((batches.length - 1) / 2)];
  if (middle === undefined) throw new Failure('unknown', 'The request has no passes.');
  return middle;
}

/** A pass may take its arrays away. */
const copyOf = (batch: PaddedBatch): PaddedBatch => ({
  ...batch,
  inputIds: batch.inputIds.slice(),
  attentionMask: batch.attentionMask.slice(),
  tokenTypeIds: batch.tokenTypeIds.slice(),
});

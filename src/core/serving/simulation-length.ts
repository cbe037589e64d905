import type { LoadPlan } from './load-plan.ts';

/** Arrivals of a simulation: two hundred of them are beyond a P99, though they come in clusters. */
const fewestArrivals = 20_000;
/** More of them take longer than anybody waits: in each of a grid's simulations, and in the few of many machines. */
const mostArrivals = { oneMachine: 40_000, manyMachines: 150_000 } as const;
/** On many machines, arrivals that keep all of them busy for so many full batches each. */
const batchesOfEach = 20;
/** What decides how long a simulation has to be. */
export interface LengthQuestion {
  /** Arrivals that are answered at most within the latency of the objective. */
  readonly answeredMeanwhile: number;
  readonly pairsPerArrival: LoadPlan['pairsPerArrival'];
  readonly maxBatch: number;
  /** Of all machines together. */
  readonly servers: number;
  readonly machines: number;
}

/**
 * How many arrivals a simulation needs in which a tail of latencies near saturation is judged.
 *
 * A queue forgets what it was after some (1 − ρ)⁻² arrivals, and the load ρ whose tail is as long as d mean service times has 1 − ρ in proportion
 * to 1/d (the exponential tail of heavy traffic, Kingman 1962). So 60·d² arrivals are taken, between 20,000 and 40,000 on one machine and 150,000
 * on several; with 5,000 the rates found were 5 % too high, since a run that short has seen too few of the rare bad moments that make the tail.
 */
export function simulatedArrivals(question: LengthQuestion): number {
  const { answeredMeanwhile, pairsPerArrival, maxBatch, servers, machines } = question;
  const [fewest, most] = pairsPerArrival;
  const ofABatch = Math.max(1, (2 * maxBatch) / (fewest + most));
  const wanted = Math.max(fewestArrivals, 60 * answeredMeanwhile ** 2, batchesOfEach * servers * ofABatch);
  return Math.ceil(Math.min(machines === 1 ? mostArrivals.oneMachine : mostArrivals.manyMachines, wanted));
}

import { loadPeakBytes, wasmMemoryBytes } from '../rerank/model-fit.ts';

/** How a CPU lane uses the machine's cores: so many sessions, each with so many threads. */
export interface ThreadPlan {
  readonly threads: number;
  readonly workers: number;
}

/** What is known of machine and model before anything was tried. */
export interface CandidateQuestion {
  /** Logical cores, as `navigator.hardwareConcurrency` tells them. */
  readonly cores: number;
  /** Whether WebAssembly can have threads, which need an isolated page and shared memory. */
  readonly hasThreads: boolean;
  /** Bytes of all files of the weights; `null` where that is not known. */
  readonly weightBytes: number | null;
  /** Bytes of the graph file, as far as it is not all of them; `null` where that is not known. */
  readonly graphBytes: number | null;
  /** What the browser says of the machine's memory; `null` where it says nothing. */
  readonly deviceMemoryGiB: number | null;
  /** What the visitor asked for; `null` leaves it to the calibration. */
  readonly asked: { readonly threads: number | null; readonly workers: number | null };
}

/** A plan that is not tried, since its sessions would need more memory than there is. */
export interface LeftOutPlan extends ThreadPlan {
  readonly needBytes: number;
  readonly limitBytes: number;
}

export interface Candidates {
  readonly plans: readonly ThreadPlan[];
  readonly leftOut: readonly LeftOutPlan[];
}

/** A calibration of more candidates takes longer than it saves. */
export const mostCandidates = 6;

/** Assumed where the browser does not say. It was the largest value of `navigator.deviceMemory` for long. */
const assumedDeviceMemoryGiB = 8;

/** ONNX Runtime Web takes no more threads than this by itself: beyond it a pass gains little. */
const runtimeThreads = 4;

/**
 * The plans worth trying, the likeliest first, at most `mostCandidates`, each with threads × workers ≤ cores:
 * - one session over all cores, and over half of them: two hyper-threads share the units that multiply, so
 *   the second half often costs more in waiting than it computes
 * - what the runtime would take by itself, so that the choice is never worse than none
 * - the cores shared out to two sessions, to sessions of four threads, of two, of one: a session's threads
 *   wait for each other at every operator, sessions never
 * - half of the cores as sessions of one thread
 *
 * A plan of several sessions is left out where they may need more than the device's memory together, or one
 * of them more than the 4 GiB that WebAssembly can address. A single session is always tried: whether it fits
 * is asked elsewhere.
 */
export function calibrationCandidates(question: CandidateQuestion): Candidates {
  const plans: ThreadPlan[] = [];
  const leftOut: LeftOutPlan[] = [];
  for (const plan of distinct(likelyPlans(question))) {
    if (plans.length === mostCandidates) break;
    const excess = memoryExcess(question, plan);
    if (excess === null) plans.push(plan);
    else leftOut.push({ ...plan, ...excess });
  }
  return { plans, leftOut };
}

function likelyPlans({ cores, hasThreads, asked }: CandidateQuestion): ThreadPlan[] {
  const share = (parts: number) => Math.max(1, Math.floor(cores / parts));
  const plan = (threads: number, workers: number): ThreadPlan => ({ threads, workers });
  const { workers } = asked;
  const threads = hasThreads ? asked.threads : 1;
  if (threads !== null) {
    const most = share(threads);
    const counts = [1, most, Math.ceil(most / 2), 2, 4].filter((count) => count <= most);
    return (workers === null ? counts : [workers]).map((count) => plan(threads, count));
  }
  if (workers !== null) {
    const most = share(workers);
    return [most, Math.ceil(most / 2), Math.min(runtimeThreads, most), 1].map((each) => plan(each, workers));
  }
  const half = Math.ceil(cores / 2);
  return [
    plan(cores, 1),
    plan(half, 1),
    plan(Math.min(runtimeThreads, half), 1),
    plan(share(2), 2),
    plan(1, cores),
    plan(runtimeThreads, share(runtimeThreads)),
    plan(2, share(2)),
    plan(1, half),
    plan(Math.floor(half / 2), 2),
    plan(2, Math.floor(half / 2)),
  ].filter((one) => one.threads >= 1 && one.workers >= 1 && one.threads * one.workers <= cores);
}

function distinct(plans: readonly ThreadPlan[]): ThreadPlan[] {
  const seen = new Set<string>();
  return plans.filter(({ threads, workers }) => {
    const key = `${threads} ${workers}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * What a plan needs and what memory there is, in bytes, if it needs more. All sessions may be at the peak of
 * loading at the same time.
 */
function memoryExcess(
  { weightBytes, graphBytes, deviceMemoryGiB }: CandidateQuestion,
  { workers }: ThreadPlan,
): Pick<LeftOutPlan, 'needBytes' | 'limitBytes'> | null {
  const peakBytes = loadPeakBytes(graphBytes, weightBytes);
  if (workers === 1 || peakBytes === null) return null;
  if (peakBytes > wasmMemoryBytes) return { needBytes: peakBytes, limitBytes: wasmMemoryBytes };
  const needBytes = workers * peakBytes;
  const limitBytes = (deviceMemoryGiB ?? assumedDeviceMemoryGiB) * 2 ** 30;
  return needBytes > limitBytes ? { needBytes, limitBytes } : null;
}

import { type Device, deviceKinds } from '../rerank/devices.ts';
import { type OperatorKind, operatorKind } from '../rerank/operator-kinds.ts';

/** The operators of one type and kind in a pass, together. */
export interface OperatorTime {
  /** The ONNX operator type, such as `MatMul`. */
  readonly type: string;
  readonly kind: OperatorKind;
  /** How many of them one pass runs; on a GPU how many dispatches they take. */
  readonly calls: number;
  /** Mean time of all of them in one pass, ms. */
  readonly ms: number;
}

/** Where the time of one pass goes, as the mean of several. */
export interface OperatorTimes {
  /** Slowest first. */
  readonly operators: readonly OperatorTime[];
  /** On a GPU: operators of the graph that ran on the CPU instead, and their time in one pass. */
  readonly onCpu?: { readonly calls: number; readonly ms: number };
  /** The step of a coarse GPU clock, ms; absent where no step shows. */
  readonly clockStepMs?: number;
}

/** One event of ONNX Runtime's profiler. Times in µs since it began. */
interface TraceEvent {
  readonly category: string;
  readonly name: string;
  readonly startUs: number;
  readonly us: number;
  readonly type: string;
  readonly provider: string;
  readonly secondRank: number | null;
}

/**
 * Reads what ONNX Runtime's profiler prints: a list of Chrome trace events, one a line. The fields are looked
 * up one by one, because the runtime does not escape names and a line may be no JSON.
 * https://onnxruntime.ai/docs/performance/tune-performance/profiling-tools.html
 */
function readEvents(lines: readonly string[]): TraceEvent[] {
  return lines.flatMap((line): TraceEvent[] => {
    const [, category] = /^\{"cat" : "(\w+)"/.exec(line) ?? [];
    const [, name] = /"name" :"(.*?)","args" :/.exec(line) ?? [];
    if (category === undefined || name === undefined) return [];
    return [
      {
        category,
        name,
        startUs: numberAfter(line, 'ts'),
        us: numberAfter(line, 'dur'),
        type: /"op_name" : "([^"]*)"/.exec(line)?.[1] ?? '',
        provider: /"provider" : "([^"]*)"/.exec(line)?.[1] ?? '',
        secondRank: secondRankOf(line),
      },
    ];
  });
}

const numberAfter = (line: string, field: string): number =>
  Number(new RegExp(`"${field}" :(-?\\d+)`).exec(line)?.[1] ?? 0);

/** Dimensions of an operator's second input; `null` where it has none. */
function secondRankOf(line: string): number | null {
  const [, shapes = ''] = /"input_type_shape" : \[([^\]]*\](?:\},\{[^\]]*\])*)/.exec(line) ?? [];
  const second = [...shapes.matchAll(/\[([\d,-]*)\]/g)][1]?.[1];
  return second === undefined ? null : second === '' ? 0 : second.split(',').length;
}

/** How the runtime names the event that is an operator of the graph: `<node>_kernel_time`. */
const nodeSuffix = '_kernel_time';

/**
 * Where the time of one pass goes, from what ONNX Runtime's profiler printed.
 *
 * @param lines one event a line
 * @param passes how many passes to take the mean of: the last ones, all of the same shape
 * @returns `null` where the profiler tells nothing, as on a GPU without timestamps
 */
export function operatorTimes(
  lines: readonly string[],
  device: Device,
  passes: number,
): OperatorTimes | null {
  const events = readEvents(lines);
  const runs = events
    .filter(({ category, name }) => category === 'Session' && name === 'model_run')
    .sort((a, b) => a.startUs - b.startUs);
  const wanted = runs.slice(-passes);
  const [first] = wanted;
  if (first === undefined || wanted.length < passes) return null;
  const nodes = events.filter(
    ({ category, name, startUs }) =>
      category === 'Node' && name.endsWith(nodeSuffix) && startUs >= first.startUs,
  );
  if (!deviceKinds[device].hasAdapter) {
    return nodes.length === 0 ? null : { operators: together(nodes, passes) };
  }
  const dispatches = lastPasses(events.filter(isDispatch), runs.length, passes);
  if (dispatches === null) return null;
  const rankOf = new Map(nodes.map(({ name, secondRank }) => [name, secondRank]));
  const named = dispatches.map((event): TraceEvent => {
    const { node, type } = dispatchName(event.name);
    return { ...event, type, secondRank: rankOf.get(node + nodeSuffix) ?? null };
  });
  const onCpu = nodes.filter(({ provider }) => provider === 'CPUExecutionProvider');
  const clockStepMs = clockStep(named.map(({ us }) => us));
  return {
    operators: together(named, passes),
    ...(onCpu.length > 0 && { onCpu: { calls: onCpu.length / passes, ms: milliseconds(onCpu, passes) } }),
    ...(clockStepMs !== null && { clockStepMs }),
  };
}

/** A compute shader of the WebGPU provider, timed by the GPU: `<node>&<operator type>&<program>`. */
const isDispatch = ({ category, name }: TraceEvent): boolean =>
  category === 'Api' && name.split('&').length > 2;

function dispatchName(name: string): { readonly node: string; readonly type: string } {
  const parts = name.split('&');
  return { node: parts.slice(0, -2).join('&'), type: parts.at(-2) ?? '' };
}

/**
 * The dispatches of the last passes. They come in the order in which they ran, and every pass but the first
 * runs the same ones: the first may prepare weights as well. The GPU's clock is not used to tell passes
 * apart, since it need not agree with the CPU's.
 *
 * @param runs how many passes there were
 * @returns `null` where the passes cannot be told apart
 */
function lastPasses(dispatches: readonly TraceEvent[], runs: number, passes: number): TraceEvent[] | null {
  const repeated = Math.max(1, runs - 1);
  for (let each = Math.floor(dispatches.length / runs); each > 0; each--) {
    // A first pass of more than twice as many would be no pass of this graph.
    if (dispatches.length - repeated * each > 2 * each) return null;
    const rest = dispatches.slice(dispatches.length - repeated * each);
    if (rest.every(({ name }, i) => i < each || name === rest[i - each]?.name)) {
      return dispatches.slice(dispatches.length - passes * each);
    }
  }
  return null;
}

/** By kind and type, slowest first, as means of so many passes. */
function together(events: readonly TraceEvent[], passes: number): OperatorTime[] {
  const groups = new Map<string, TraceEvent[]>();
  for (const event of events) {
    const key = `${operatorKind(event.type, event.secondRank)} ${event.type}`;
    const group = groups.get(key) ?? [];
    group.push(event);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => {
      const { type = '', secondRank = null } = group[0] ?? {};
      const kind = operatorKind(type, secondRank);
      return { type, kind, calls: group.length / passes, ms: milliseconds(group, passes) };
    })
    .sort((a, b) => b.ms - a.ms || a.type.localeCompare(b.type));
}

const milliseconds = (events: readonly TraceEvent[], passes: number): number =>
  events.reduce((sum, { us }) => sum + us, 0) / 1000 / passes;

/** Fewest dispatches, and shortest step in µs, from which a step is told. */
const clockRule = { fewest: 16, shortestUs: 20 } as const;

/**
 * The step of the GPU's clock, ms: browsers round timestamps so that nobody can spy with them, Chromium to
 * 65.5 µs. It shows in that all times are multiples of the shortest. `null` where they are not.
 */
function clockStep(times: readonly number[]): number | null {
  const passed = times.filter((us) => us > 0);
  const step = Math.min(...passed);
  if (passed.length < clockRule.fewest || step < clockRule.shortestUs) return null;
  // Times are whole µs, and so is the step: each multiple is off by up to half a µs more.
  const isMultiple = (us: number) => {
    const steps = Math.round(us / step);
    return Math.abs(us - steps * step) <= 1 + steps / 2;
  };
  return passed.every(isMultiple) ? step / 1000 : null;
}

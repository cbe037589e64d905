/**
 * Lines as the profiler of onnxruntime-web 1.31 prints them, spaces included: one pass after another, each an
 * event of the session, one event for each operator of the graph and, on WebGPU, one for each dispatch.
 */
export interface TracedOperator {
  readonly node: string;
  readonly type: string;
  readonly us: number;
  /** Shapes of its inputs. Default: one row of four. */
  readonly inputs?: readonly (readonly number[])[];
  readonly provider?: string;
}

export interface TracedDispatch {
  readonly node: string;
  readonly type: string;
  readonly us: number;
}

export interface TracedPass {
  readonly operators: readonly TracedOperator[];
  readonly dispatches?: readonly TracedDispatch[];
}

/** What a profiler prints at the end for these passes. */
export function traceLines(passes: readonly TracedPass[]): string[] {
  let atUs = 100;
  const gpu: string[] = [];
  const cpu = passes.flatMap(({ operators, dispatches = [] }) => {
    const start = atUs;
    const lines = operators.map((one) => {
      const line = nodeLine(one, atUs);
      atUs += one.us;
      return line;
    });
    for (const { node, type, us } of dispatches) {
      gpu.push(
        event('Api', `${node}&${type}&${type}`, atUs, us, '"cache_key" : "MatMul[4|{]:1","shapes" : ""'),
      );
      atUs += us;
    }
    return [event('Session', 'model_run', start, atUs++ - start, ''), ...lines];
  });
  const begin = event('Session', 'session_initialization', 10, 50, '');
  return ['[', ...[begin, ...cpu, ...gpu].map((line) => `${line},`), ']'];
}

function nodeLine({ node, type, us, inputs = [[1, 4]], provider }: TracedOperator, atUs: number): string {
  const shapes = inputs.map((shape) => `{"float":[${shape.join(',')}]}`).join(',');
  return event(
    'Node',
    `${node}_kernel_time`,
    atUs,
    us,
    `"output_type_shape" : [{"float":[1,4]}],"thread_scheduling_stats" : {"main_thread": {"block_size": [1]}},` +
      `"op_name" : "${type}","input_type_shape" : [${shapes}],"provider" : "${provider ?? 'CPUExecutionProvider'}"`,
  );
}

const event = (category: string, name: string, ts: number, dur: number, args: string): string =>
  `{"cat" : "${category}","pid" :42,"tid" :1,"dur" :${dur},"ts" :${ts},"ph" : "X","name" :"${name}","args" : {${args}}}`;

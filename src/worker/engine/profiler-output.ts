import type { PreTrainedModel } from '@huggingface/transformers';

/** What the runtime writes to its standard output. */
export interface RuntimeOutput {
  readonly lines: readonly string[];
  /** Gives the console back. What the runtime writes is caught all the same. */
  letGo(): void;
}

/**
 * Catches what the runtime writes to its standard output, where its profiler prints. A build takes
 * `console.log` for it when it starts, so this has to be called before, and let go of afterwards.
 */
export function catchOutput(): RuntimeOutput {
  const lines: string[] = [];
  const { log } = console;
  console.log = (line: unknown) => {
    lines.push(String(line));
  };
  return {
    lines,
    letGo: () => {
      console.log = log;
    },
  };
}

/**
 * Ends the profiler of a model's session, which prints all events at once. The session stays usable, and is
 * faster from then on.
 */
export function endProfiling(model: PreTrainedModel, output: RuntimeOutput): readonly string[] {
  const sessions: readonly { endProfiling(): void }[] = Object.values(model.sessions);
  for (const session of sessions) session.endProfiling();
  return output.lines;
}

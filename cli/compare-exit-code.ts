import type { Comparison } from '../src/core/document/comparison.ts';
import type { RunFigures } from '../src/core/document/run-figures.ts';
import { type GateOutcome, suspectLanes } from '../src/core/document/slowdown-gate.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/**
 * The status that `compare` ends with. Right comes before fast, and both before what is missing:
 *
 * - 2: a gate was asked for that must not be judged
 * - 3: scores of a lane of the head are suspect
 * - 4: the gate failed
 * - 1: nothing could be compared; or, with a gate, the head has no result for a lane of the base
 * - 0: none of these
 */
export function compareExitCode(
  comparison: Comparison,
  head: readonly RunFigures[],
  gate: GateOutcome | null,
): ExitCode {
  if (gate?.state === 'refused') return exitCode.usage;
  if (suspectLanes(head).length > 0) return exitCode.suspectScores;
  if (gate?.state === 'failed') return exitCode.regression;
  if (comparison.overall.cellCount === 0) return exitCode.noResult;
  return gate !== null && comparison.unmatched.base.length > 0 ? exitCode.noResult : exitCode.ok;
}

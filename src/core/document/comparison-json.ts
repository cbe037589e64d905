import type { Comparison } from './comparison.ts';
import type { GateOutcome } from './slowdown-gate.ts';

/** The name and version of a comparison as JSON; a change that breaks a reader needs a new number. */
export const comparisonSchemaId = 'rerank-bench/comparison@1';

/** The comparison as the text of a file; `gate` is `null` where none was asked for. */
export function comparisonToJson(comparison: Comparison, gate: GateOutcome | null): string {
  return `${JSON.stringify({ schema: comparisonSchemaId, gate, ...comparison }, null, 2)}\n`;
}

/** Most labels of a reranker: one, or two of which one stands for relevance. */
export const mostLabels = 2;

/** What labels that stand for relevance are called. */
const relevantNames: ReadonlySet<string> = new Set([
  'yes',
  'true',
  'relevant',
  'entailment',
  'positive',
  'match',
  'label_1',
  '1',
]);

/** A name that denies another: `not_entailment`, `irrelevant`, `non-relevant`. */
const isDenialOf = (name: string, other: string): boolean =>
  /^(not|non|no|un|ir|in|dis)[_\- ]?/.exec(name)?.some((prefix) => name.slice(prefix.length) === other) ===
  true;

/**
 * Which of two labels stands for relevance: the one with such a name, else the one that the other denies,
 * else the second, as classifiers of Hugging Face's tasks have it.
 */
export function relevantLabel(labels: readonly string[]): 0 | 1 {
  const [first = '', second = ''] = labels.map((label) => label.trim().toLowerCase());
  if (labels.length !== 2) return 1;
  if (relevantNames.has(first) !== relevantNames.has(second)) return relevantNames.has(first) ? 0 : 1;
  return isDenialOf(second, first) ? 0 : 1;
}

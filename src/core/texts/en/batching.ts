/** Batches that are filled up to a number of tokens, and what tells lanes that batch differently apart. */
export const batching = {
  batching: {
    upTo: '≤ {{tokens}} tokens',
    upToBrief: '≤{{tokens}} tok',
    cell: '{{pairs, number}} pairs, ≤ {{tokens, number}} tokens a batch',
    line: '{{amount}} pairs, token budgets',
  },
} as const;

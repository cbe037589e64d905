/** What every cell does before it is sampled; rule 3 (docs/method.md). */
export const warmUpRule = { minRequests: 2, minMs: 300 } as const;

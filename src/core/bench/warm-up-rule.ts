/** What every cell does before it is sampled; DESIGN's rule 3. */
export const warmUpRule = { minRequests: 2, minMs: 300 } as const;

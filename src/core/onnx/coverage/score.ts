/**
 * The score (logit) of a pair: 12·coverage + 4·precision − 8.
 *
 * Coverage is the share of the query's rarity weight whose tokens the document holds; precision the share of the
 * document's that the query holds, which parts documents of equal coverage in favour of the one that says less else.
 */
export const scoreWeights = { coverage: 12, precision: 4, constant: -8 } as const;

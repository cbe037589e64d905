/** Words of what a faster lane costs: how its order agrees with another's, and with known relevance. */
export const quality = {
  quality: {
    title: 'Order beside speed',
    fasterAndKeeps: '{{lane}} is {{ratio}} times as fast as {{reference}} and keeps {{kept}}.',
    keeps: 'Against {{reference}}, {{lane}} keeps {{kept}}.',
    kept: '{{kept}} of the top {{of}}',
    keptShare: '{{share}} of the top {{of}}, averaged over {{queries}} queries',
    ndcgDifference: 'Its NDCG@10 differs by {{difference}}.',
    ndcgInterval: 'Its NDCG@10 differs by {{difference}} (95 % interval {{low}} to {{high}}).',
    batchEffect:
      'The batch itself moves the scores of {{lane}}: in batches of {{batch}} as given, its order agrees with that of single pairs by Kendall’s τ {{tau}} and keeps {{kept}}.',
    method:
      'Orders of your own documents, scored outside every timed window in batches of {{batch}}: the first {{pairs}} of {{all}} pairs.',
    column: {
      lane: 'Lane',
      tau: 'Kendall’s τ',
      kept: 'Top kept',
      move: 'Largest move',
      ndcg: 'NDCG@10',
      mrr: 'MRR@10',
    },
    reference: 'reference',
    ranking: 'NDCG@10 {{ndcg}}, MRR@10 {{mrr}}, by the relevance of the documents.',
    rankingOf:
      'NDCG@10 {{ndcg}}, MRR@10 {{mrr}}, averaged over {{queries}} queries with a relevant document.',
    compared:
      'Order against the base: Kendall’s τ {{tau}}, {{kept}} kept, largest move {{move}} ({{pairs}} pairs).',
    tauOfReference: 'Kendall’s τ against the run’s own reference lane',
    change: '{{name}}: {{base}} in the base, {{head}} in the head.',
    changeOfNdcg: 'NDCG@10 of head less base: {{difference}} (95 % interval {{low}} to {{high}}).',
  },
} as const;

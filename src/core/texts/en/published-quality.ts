/** Words of the quality that others published of a model. */
export const publishedQuality = {
  publishedQuality: {
    fact: 'NDCG@10 {{ndcg}} on {{dataset}}',
    dataset: {
      'mteb-eng-v2': 'MTEB(eng, v2) Retrieval',
      'beir-17': 'BEIR (17 data sets)',
      'trec-dl-19': 'TREC DL 2019',
    },
    title: 'Speed here and published quality',
  },
} as const;

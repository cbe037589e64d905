/** Words of the chart of speed and published quality, which load with it. */
export const qualityChart = {
  empty:
    'Nothing to show yet. Measure two or more models that have a published NDCG@10, such as ms-marco-MiniLM-L-6-v2 and gte-reranker-modernbert-base, on the same documents with the same max length.',
  onlyOne: 'Measure another model on the same documents to compare.',
  chooseDataset: 'Data set of the published quality',
  description_one: '{{count, number}} model and precision: pairs per second against published NDCG@10.',
  description_other: '{{count, number}} models and precisions: pairs per second against published NDCG@10.',
  axis: 'NDCG@10, {{dataset}}',
  speed: 'pairs/s',
  ndcg: 'NDCG@10',
  lane: 'Ran on',
  frontier: 'Frontier',
  onFrontier: 'yes',
  secondHand: '* Read in a copy of the page that published it.',
  table: 'Speed in this browser and published quality, fastest first',
  key: 'The dashed line is the frontier: no model here is both faster and better. Speed is each model’s fastest cell in this browser, on the documents and max length of the newest run. Quality is that of the unquantised model.',
  about: {
    'mteb-eng-v2': 'Mean of 10 tasks and 6 first-stage retrievers, published by Tom Aarsen, 2026.',
    'beir-17': 'Mean of 17 data sets, published by Jina AI, 2024.',
    'trec-dl-19': 'Published by the authors of Sentence Transformers.',
  },
  otherRuns_one: '{{count, number}} run on other documents or with another max length is left out.',
  otherRuns_other: '{{count, number}} runs on other documents or with another max length are left out.',
} as const;

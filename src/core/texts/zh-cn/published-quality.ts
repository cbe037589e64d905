import type { Texts } from '../en/index.ts';
import type { publishedQuality as source } from '../en/published-quality.ts';

export const publishedQuality: Texts<typeof source> = {
  publishedQuality: {
    fact: '{{dataset}} 上 NDCG@10 为 {{ndcg}}',
    dataset: {
      'mteb-eng-v2': 'MTEB(eng, v2) Retrieval',
      'beir-17': 'BEIR（17 个数据集）',
      'trec-dl-19': 'TREC DL 2019',
    },
    title: '本机速度与公开质量',
  },
};

import type { Texts } from '../en/index.ts';
import type { qualityChart as source } from '../en/quality-chart.ts';

export const qualityChart: Texts<typeof source> = {
  empty:
    '暂无可显示的内容。请在相同文档和相同最大长度下测量两个或更多有公开 NDCG@10 的模型，例如 ms-marco-MiniLM-L-6-v2 和 gte-reranker-modernbert-base。',
  onlyOne: '请用相同的文档再测量一个模型，以便比较。',
  chooseDataset: '公开质量所用的数据集',
  description_one: '{{count, number}} 个模型与精度：每秒文本对数与公开的 NDCG@10。',
  description_other: '{{count, number}} 个模型与精度：每秒文本对数与公开的 NDCG@10。',
  axis: 'NDCG@10，{{dataset}}',
  speed: '对/秒',
  ndcg: 'NDCG@10',
  lane: '运行于',
  frontier: '前沿',
  onFrontier: '是',
  secondHand: '* 引自原发布页面的转载。',
  table: '此浏览器中的速度与公开质量，最快的在前',
  key: '虚线是前沿：这里没有模型比线上的更快又更好。速度取每个模型在此浏览器中最快的单元，所用文档和最大长度与最新一次运行相同。质量是未量化模型的质量。',
  about: {
    'mteb-eng-v2': '10 个任务与 6 个一级检索模型的平均值，由 Tom Aarsen 于 2026 年发布。',
    'beir-17': '17 个数据集的平均值，由 Jina AI 于 2024 年发布。',
    'trec-dl-19': '由 Sentence Transformers 的作者发布。',
  },
  otherRuns_one: '未包括 {{count, number}} 次使用其他文档或其他最大长度的运行。',
  otherRuns_other: '未包括 {{count, number}} 次使用其他文档或其他最大长度的运行。',
};

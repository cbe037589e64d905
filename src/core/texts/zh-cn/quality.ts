import type { Texts } from '../en/index.ts';
import type { quality as source } from '../en/quality.ts';

export const quality: Texts<typeof source> = {
  quality: {
    title: '排序与速度',
    fasterAndKeeps: '{{lane}} 的速度是 {{reference}} 的 {{ratio}} 倍，保留了{{kept}}。',
    keeps: '与 {{reference}} 相比，{{lane}} 保留了{{kept}}。',
    kept: '前 {{of}} 名中的 {{kept}} 篇',
    keptShare: '前 {{of}} 名中的 {{share}}（{{queries}} 个查询的平均）',
    ndcgDifference: '其 NDCG@10 相差 {{difference}}。',
    ndcgInterval: '其 NDCG@10 相差 {{difference}}（95 % 区间 {{low}} 至 {{high}}）。',
    batchEffect:
      '{{lane}} 的分数会受同批内容影响：按原顺序每批 {{batch}} 对计算时，与逐对计算的排序相比 Kendall τ 为 {{tau}}，保留了{{kept}}。',
    method: '排序取自你自己的文档，在计时之外以每批 {{batch}} 对评分：共 {{all}} 对中的前 {{pairs}} 对。',
    column: {
      lane: '测量组',
      tau: 'Kendall τ',
      kept: '前列保留',
      move: '最大移动',
      ndcg: 'NDCG@10',
      mrr: 'MRR@10',
    },
    reference: '基准',
    ranking: '按文档的相关性：NDCG@10 {{ndcg}}，MRR@10 {{mrr}}。',
    rankingOf: 'NDCG@10 {{ndcg}}，MRR@10 {{mrr}}（{{queries}} 个有相关文档的查询的平均）。',
    compared: '与基准的排序相比：Kendall τ {{tau}}，保留{{kept}}，最大移动 {{move}} 位（{{pairs}} 对）。',
    tauOfReference: '与各自运行的基准组相比的 Kendall τ',
    change: '{{name}}：基准 {{base}}，对象 {{head}}。',
    changeOfNdcg: '对象减基准的 NDCG@10：{{difference}}（95 % 区间 {{low}} 至 {{high}}）。',
  },
};

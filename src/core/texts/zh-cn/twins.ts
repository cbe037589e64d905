import type { Texts } from '../en/index.ts';
import type { twins as source } from '../en/twins.ts';

export const twins: Texts<typeof source> = {
  twin: {
    group: '合成孪生模型，在此生成',
    name: '{{id}}（合成）',
    nameWithDepth_one: '{{id}}（合成，{{count, number}} 层）',
    nameWithDepth_other: '{{id}}（合成，{{count, number}} 层）',
    nameCut: '{{id}}（合成，{{all, number}} 层中的 {{layers, number}} 层）',
    standsFor: '结构与 {{model}} 相同，权重是编造的。',
    built: '此深度的权重：{{sizes}}。在此生成，无需下载。',
    caveat:
      '它的分数没有意义。它的吞吐量可以代表真实模型，因为计算内核不看数值；在与真实模型比较之前，它的计算图只是我们对导出模型的假设。',
    caveatCut:
      '它的分数没有意义。减少层数后，它比真实模型更快、更小，数据只属于它自己：只有全深度时才能代表真实模型。',
    layers: '层数',
    layersAll: '全部 {{count, number}}',
    layersHelp: '层数越少，所需内存越少。耗时与层数成正比。',
    unknown: '没有名为“{{name}}”的孪生模型。现有：{{known}}。',
    tooDeep: '{{name}} 共有 {{all, number}} 层，无法生成 {{asked, number}} 层。',
    use_one: '使用 {{count, number}} 层',
    use_other: '使用 {{count, number}} 层',
    fits_one: '{{lane}}：可容纳 {{count, number}} 层。',
    fits_other: '{{lane}}：最多可容纳 {{count, number}} 层。',
    fitsNone: '{{lane}}：任何深度都放不下。请选择更小的精度。',
    place: '{{place}}，以 {{model}} 测得',
    ranking: '这些分数没有意义：{{model}} 的权重是编造的，因此顺序不能说明文档的好坏。',
    recommendation: '以合成孪生模型测得。只有当真实模型的计算图与孪生模型的假设一致时，才能代表真实模型。',
    recommendationCut: '以合成孪生模型测得。减少层数后它不能代表真实模型；请先以全深度测量，再决定设置。',
  },
  twinCompare: {
    offer: '既有 {{twin}} 的运行，也有其真实模型 {{real}} 的运行。',
    compare: '与真实模型比较',
    matched:
      '正在把合成孪生模型与其真实模型对照：虽然模型不同，{{twin}} 与 {{real}} 的测试组仍按设备、精度、配对顺序和填充对应。',
    tokens: '孪生模型使用内置分词器，其请求的词元数是真实模型的 {{percent}}，这些格的工作量并不一样。',
    cut: '只有全深度的孪生模型才与真实模型对照，以下除外：{{lanes}}。',
    twinOverReal: '孪生 ÷ 真实模型',
    realOverTwin: '真实模型 ÷ 孪生',
    lane: '{{head}} ÷ {{base}}',
  },
};

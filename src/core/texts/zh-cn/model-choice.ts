import type { Texts } from '../en/index.ts';
import type { modelChoice as source } from '../en/model-choice.ts';

export const modelChoice: Texts<typeof source> = {
  modelChoice: {
    group: {
      builtin: '无需下载',
      multilingual: '多种语言',
      'en+zh': '英文和中文',
      en: '英文',
      more: '更多',
    },
    languages: {
      multilingual: '多种语言',
      'en+zh': '英文和中文',
      en: '英文',
    },
    search: '搜索，或 组织/模型',
    use: '使用模型库中的 {{id}}',
    nothingFound: '列表中没有这个名称的模型。输入“组织/模型”可使用模型库中的任何模型。',
    nonCommercial: '仅限非商业用途',
    looking: '正在询问 {{host}} 有哪些文件…',
    hubHas: '{{host}} 提供 {{sizes}}；排序或测量时才下载。',
    sizeUnknown: '{{dtype}}（未告知大小）',
    asked: '它不列出文件，因此逐个询问。',
    noWeights: '{{host}} 有这个模型，但 onnx/ 中没有 ONNX 权重。请选择带有权重的仓库。',
    tryAgain: '重新询问',
    refused: {
      'model-not-found': '{{host}} 没有这个模型，或未公开。请检查模型 ID。',
      'model-gated':
        '{{host}} 只向登录用户提供此模型，本页无法登录。请选择其他模型，或在“更多设置 → 模型库地址”中填写镜像。',
      'hub-unreachable':
        '无法连接 {{host}}，或它不允许网页读取其响应（CORS）。请检查网络或“更多设置”中的模型库地址。以前下载过的模型仍可运行。',
      'hub-error': '{{host}} 返回错误。请稍后重新询问。',
      'file-not-a-model': '{{host}} 返回的不是模型，可能是登录页面。请检查“更多设置”中的模型库地址。',
      'lfs-pointer':
        '{{host}} 上该模型的文件只是 git-lfs 的指针。请在那里运行 git lfs pull，或在“更多设置”中另设模型库地址。',
    },
    fitness: {
      'other-head':
        '此模型无法排序：{{found}} 不会为一对文本给出单个分数。尚未下载任何内容；请选择交叉编码器。',
      labels:
        '此模型无法排序：{{found}} 把一对文本分为 {{count, number}} 类，而重排模型只给出一个分数。尚未下载任何内容；请选择交叉编码器。',
      generative:
        '这是生成文本的模型（{{found}}）。有些重排模型（如 Qwen3-Reranker）就是这样：以某个词的概率作为分数。本页目前还不支持这种打分方式。尚未下载任何内容；请选择交叉编码器。',
      unsupported:
        '本页目前还无法运行此模型的架构（{{found}}）：transformers.js 没有对应的序列分类器。尚未下载任何内容；请选择其他模型。',
    },
    lane: '{{device}} 将运行 {{dtype}}，{{size}}。',
    laneNoSize: '{{device}} 将运行 {{dtype}}。',
    because: {
      asked: '按你的选择。',
      'half-precision': '此 GPU 支持半精度计算。',
      'no-half-precision': '此 GPU 不支持半精度（shader-f16），因此不用 fp16。',
      'no-fp16-file': '该模型没有 fp16 权重。',
      'small-on-cpu': '8 位权重在 CPU 上最小也最快。',
      'no-q8-file': '该模型没有 q8 权重。',
      'larger-does-not-fit': '更大的权重在此设备上可能放不下。',
      'nothing-else': '该模型没有其他能在此运行的权重。',
    },
    cannot: '{{lane}} 无法运行：{{reason}}。',
    excess: {
      'graph-over-2-gib': '模型文件有 {{need}}，而 {{limit}} 及以上的文件无法读取',
      'tensor-over-buffer': '最大的张量需要 {{need}}，而此 GPU 的一个缓冲区最多容纳 {{limit}}',
      'weights-over-wasm': '权重需要 {{need}}，而 WASM 最多可寻址 {{limit}}',
      'tensor-over-binding': '最大的张量需要 {{need}}，而此 GPU 上的着色器最多只能绑定其中 {{limit}}',
      'peak-over-wasm': '加载时峰值可能需要 {{need}}，而 WASM 最多可寻址 {{limit}}',
      'peak-over-device': '加载时峰值可能需要 {{need}}，而此设备有 {{limit}} 内存',
    },
    doubt: '{{lane}} 可能放不下：{{reason}}。',
  },
};

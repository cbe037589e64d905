import type { about as source } from '../en/about.ts';
import type { Texts } from '../en/index.ts';

export const about: Texts<typeof source> = {
  title: '关于 Rerank Bench',
  close: '关闭',
  what: 'Rerank Bench 在你自己的设备上、就在这个浏览器里运行文本重排模型，并找出该用多大的批大小。查询和文档不会离开你的设备。',
  begin: {
    title: '如何开始',
    choose: '选择一个模型。玩具模型立即可用，其他模型只需下载一次，之后会保留在浏览器中。',
    measure: '点击“测量这台设备”。大约一分钟后，结论会显示在最上方，下面是图表。',
    rank: '在“排序”页编辑查询和文档，看它们重新排列。',
  },
  method: {
    title: '如何测量',
    rounds:
      '预热之后，所有批大小按轮次测量，每一轮的顺序都随机打乱，这样发热和其他程序对它们的影响大致相同。',
    throughput: '吞吐量是完成打分的文本对数量除以所用的时间，从读入文本算起，到得出分数为止。',
    recommendation:
      '推荐的批大小，是逐轮比较时吞吐量至少达到最高值 95 % 的批大小中最小的一个；只有测量结果足以判定时，才会标为“确定”。',
  },
  words: {
    title: '用语',
    pair: { term: '文本对', meaning: '一条查询加一篇文档。模型为每个文本对打一个分数。' },
    batch: { term: '批大小', meaning: '模型一次前向计算同时处理多少个文本对。' },
    precision: {
      term: 'fp32、fp16、q8、q4',
      meaning: '模型中每个数占用的位数：32、16、8 或 4。位数越少，模型越小，往往也越快，分数则稍欠精确。',
    },
    device: {
      term: 'WebGPU、WASM',
      meaning: '模型在哪里运行：WebGPU 用显卡，WASM（WebAssembly）用 CPU。',
    },
    build: {
      term: 'jspi、asyncify、plain',
      meaning:
        '运行模型的 ONNX Runtime 的三种构建版本。页面会选用此浏览器能运行的最快的一种；plain 只能用 CPU。',
    },
    twin: {
      term: '合成孪生模型',
      meaning: '结构与真实模型相同、权重为人造的模型。它耗时与真实模型一样，无需下载，但分数没有意义。',
    },
  },
  docs: {
    title: '说明文档',
    inSource: '说明文档在源代码的 docs/ 文件夹中（英文）。',
    using: '使用页面',
    method: '完整的测量方法',
    models: '模型',
    twins: '合成孪生模型',
    loadTests: '负载测试',
    settings: '链接中的设置',
    commandLine: '命令行',
    ci: '持续集成',
    hosting: '部署页面',
  },
  project: {
    title: '版本与许可',
    version: '版本 {{version}}',
    versionAndCommit: '版本 {{version}}，提交 {{commit}}',
    source: '源代码',
    licence: '许可证：Apache 2.0',
    contained: '所含组件的许可证',
  },
};

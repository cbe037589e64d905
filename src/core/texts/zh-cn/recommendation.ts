import type { Texts } from '../en/index.ts';
import type { recommendation as source } from '../en/recommendation.ts';

export const recommendation: Texts<typeof source> = {
  recommendation: {
    title: '建议',
    pairs_one: '{{list}} 对',
    pairs_other: '{{list}} 对',
    fastest: '<strong>将批大小设为 {{batch, number}}</strong>：在 {{pairs}}时最快。',
    smallest:
      '<strong>将批大小设为 {{batch, number}}</strong>：在 {{pairs}}时，它是与最快者（{{fastest}}）相差不超过 {{margin}} 的最小批。',
    unsure:
      '<strong>尚不能在 {{batch, number}} 与 {{upTo, number}} 之间确定</strong>（{{pairs}}）：现有样本无法区分它们。',
    tooFew:
      '<strong>尚不能确定</strong>（{{pairs}}）：目前批大小 {{batch, number}} 最快，但轮数太少，无法得出更多结论。',
    place: '{{lane}}，{{device}}',
    placeIn: '{{place}}，{{browser}}',
    cpu_one: 'CPU（{{count, number}} 个线程）',
    cpu_other: 'CPU（{{count, number}} 个线程）',
    cpuPlain: 'CPU',
    namedByWebgl: '{{name}}（名称来自 WebGL）',
    software: '{{name}}（软件适配器，由 CPU 计算）',
    noGpuName: '未命名的 GPU',
    allSuspect: '无法给出建议：所有测试组的分数都可疑。原因与处理方法见“测试组”。',
    notMeasured: '无法给出建议：没有任何格取得足够的样本。',
    more: '再测 {{count, number}} 轮',
    moreHelp: '从上次结束处继续；已有的样本全部保留',
    cards: '不同用途的设置',
    batch: '批大小',
    situation: {
      interactive: '交互式接口',
      offline: '离线重排',
      'small-device': '小型设备',
      concurrent: '大量并发请求',
    },
    range: '每次请求 {{min, number}}–{{max, number}} 篇文档',
    concurrentRange: '同时有多个用户',
    reason: {
      'p95-latency': '{{pairs}}时 P95 延迟最低（相差不超过 {{margin}}）：{{value}}',
      'median-latency': '{{pairs}}时中位延迟最低（相差不超过 {{margin}}）：{{value}}',
      throughput: '{{pairs}}时吞吐量最高（相差不超过 {{margin}}）：{{value}}',
      memory: '{{pairs}}时，与最快者相差不超过 {{margin}} 的选择中内存最少：{{value}}',
    },
    soFar: {
      'p95-latency': '{{pairs}}时的 P95 延迟：{{value}}',
      'median-latency': '{{pairs}}时的中位延迟：{{value}}',
      throughput: '{{pairs}}时的吞吐量：{{value}}',
      memory: '{{pairs}}时的内存：{{value}}',
    },
    tentative: '批大小，尚未排除',
    runnerUp: '其次：批大小 {{batch, number}}，{{value}}',
    runnerUpElsewhere: '其次：{{lane}} 上的批大小 {{batch, number}}，{{value}}',
    noRunnerUp: '没有其他可比较的测量结果',
    certainty: {
      sure: '确定：样本足以判断',
      'not-yet-sure': '尚不确定：也可能是其次者',
    },
    addPairs: '计划中没有这样的文本对数。请在“文本对数”中加入 {{pairs, number}} 后重新测量。',
    nothingTrusted: '这里没有可信的测量结果。',
    noMemory: '合适的文本对数没有测得内存，因此不作结论。',
    concurrent: '本测量一次只处理一个请求。把多个请求的文本对放进同一批会改变最佳值：这要由负载测试来测量。',
    wasmStops: '{{pairs}}时，{{wasm}} 在批大小 {{wins}} 快于 {{webgpu}}；从 {{stops, number}} 起不再更快。',
    wasmWins: '{{pairs}}时，{{wasm}} 在批大小 {{wins}} 快于 {{webgpu}}，包括两者都测过的最大批。',
    pairsPerSecond: '每秒 {{rate}} 对',
    mebibytes: '{{amount}} MiB',
  },
  python: {
    title: '在服务器上验证（Python）',
    intro:
      '这些数字只适用于这台设备上的这个浏览器。此程序用 sentence-transformers 在你的服务器上测量相同的批大小，所用的生成文本与这里测量的文本一样长。',
    copy: '复制',
    copied: '已复制',
    code: 'Python 程序',
    comment: {
      measuredOn: 'Rerank Bench 建议批大小 {{batch, number}}：{{place}}',
      notYetSure: 'Rerank Bench 尚不能确定；批大小 {{batch, number}} 尚未排除：{{place}}',
      example: '内置模型在服务器上没有对应物：请填入你所部署的模型。',
      unknown: '请填入原始 PyTorch 模型的仓库名。',
      pairs:
        '生成的文本，与所测文本对一样长：{{min, number}} 至 {{max, number}} 个词元，中位数 {{p50, number}}。',
      pairsUnknown: '该运行没有记录文本长度：这些生成的文本取最大长度所允许的长度。',
      sorted: '由短到长排列，因为页面把长度相近的文本对放在同一批。',
      shuffled: '顺序打乱，因为页面没有按长度排序。',
      warmUp: '预热',
      recommended: '浏览器中的建议值',
      tentative: '在浏览器中尚未排除',
    },
  },
};

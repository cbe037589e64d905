import type { Texts } from '../en/index.ts';
import type { runDetails as source } from '../en/run-details.ts';

export const runDetails: Texts<typeof source> = {
  scoreFinding: {
    'equal-scores':
      '这些文档的文本不同，分数却全部相同：显示的只是原来的顺序。请选择其他模型或精度，然后重新排序。',
    'not-numbers': '有些分数不是数字：权重在此设备上溢出，或文件已损坏。请选择其他精度或设备，然后重新测量。',
    constant: '所有文本对的分数都相同，无法排序。请选择其他精度，或确认该模型是重排模型，然后重新测量。',
    'batch-dependent':
      '同一文本对的分数随同批内容而变，超出此精度所能解释的范围。请选择其他精度或设备，更新浏览器和驱动，然后重新测量。',
    'ranks-disagree': '这一组的排序与本应一致的另一组不同。请以另一组为准；更新浏览器和驱动，然后重新测量。',
    'reference-missed': '分数与模型作者公布的不符。请确认文件是否正确，选择其他精度，然后重新测量。',
    'attention-differs':
      '注意力可疑：该模型的图用单个算子计算注意力，在此设备上与普通注意力的分数不同。请以另一组为准，或选择不含该算子的文件，然后重新测量。',
  },
  scoreCheck: {
    suspect: '分数可疑',
    notApplicable: '未检查分数：合成模型的分数没有意义。',
    ok: '分数已检查：单独计算与填充成批时最多相差 {{largest}}（允许 {{tolerance}}）。',
    agreement: '排序与 {{lane}} 一致：Kendall τ {{tau}}，最大差 {{largest}}。',
    disagreement: '与 {{lane}} 相比：Kendall τ {{tau}}，最大差 {{largest}}。',
  },
  laneEvents: {
    show_one: '经过（{{count, number}} 件）',
    show_other: '经过（{{count, number}} 件）',
    at: '{{duration}} 后',
    kind: {
      'worker-replaced': '内存不足后更换了工作线程',
      'lane-restarted': '故障后重新启动了这一组',
      'runtime-fallback': '改用另一种 ONNX Runtime 构建',
      'hidden-tab': '标签页被隐藏：暂停采样，丢弃了正在进行的请求',
      'shown-tab': '标签页重新可见：继续采样',
      'rounds-added': '要求增加轮数',
      'capacity-unknown': '规划器无法模拟：不为大量请求推荐设置',
      'order-unknown': '无法再次为文档评分：这一组的排序没有与其他组比较',
      'peak-unknown': '无法测得设备的峰值：没有可供比较的基准',
    },
  },
  chartChoice: {
    label: '图表内容',
    throughput: '吞吐量',
    latency: '延迟',
    memory: '内存',
    padding: '填充',
    pairCount: '每次请求的文本对数',
  },
  chartZoom: {
    zoom: '缩放',
    from: '显示的最小批大小',
    to: '显示的最大批大小',
  },
  latencyChart: {
    title: '延迟与批大小',
    description: '每次请求的平均延迟（毫秒）与批大小的关系。具体数字见“全部数据”。',
    axis: '每次请求，毫秒',
    second: 'P95，毫秒',
    help: '一次完整请求的平均耗时，从文本到分数。细线：其 95% 置信区间。P95 需要 20 个样本。',
  },
  paddingChart: {
    title: '填充与批大小',
    description: '计算的词元中真正文本所占的百分比与批大小的关系。具体数字见“全部数据”。',
    axis: '文本所占 %',
    second: '填充词元',
    help: '同一批的文本对都填充到最长的一对。非文本的部分等于白算：批越大，长短混得越多。',
  },
  memoryChart: {
    title: '内存与批大小',
    description: '内存（MiB）与批大小的关系。{{summary}}',
    summary: '{{lane}}：最多 {{amount}} MiB。',
    nothingYet: '尚未测得内存。',
    axis: 'MiB',
    peak: 'GPU 峰值',
    resident: 'GPU 请求后仍占用',
    wasm: 'WASM 最高水位',
    help: '在预热时读取。GPU：ONNX Runtime 的缓冲区。WASM 内存只增不减，因此曲线显示到目前为止用过的最大值。',
  },
  wideTable: {
    more: '更多列',
    fewer: '收起列',
    recommended: '建议',
  },
  interval: {
    widest: '最宽区间 ±{{width}}，到 ±{{limit}} 为止',
    deciding: '最宽区间 ±{{width}}，批大小尚待确定',
    roundOf: '正在测量，第 {{round, number}} 轮，共 {{rounds, number}} 轮',
  },
  chartMarks: {
    recommended: '建议',
    fastest: '最快',
    fastestSoFar: '目前最快',
  },
  laneSummary: {
    fastest: '最快：',
    fastestSoFar: '目前最快：',
  },
  laneOrder: {
    length: '按长度',
    input: '按原顺序',
  },
};

/** How close a lane comes to what its device can do. */
export const peak = {
  peakChart: {
    choice: '峰值占比',
    title: '占设备实测峰值的百分比',
    description: '占设备实测峰值的百分比与批大小的关系。{{summary}}',
    axis: '峰值占比 %',
    help: '模型的浮点运算量除以整个请求的时间（含分词），再与本设备上测得的最快矩阵乘法相比；若最快的一格更快，则与该格相比。模型不只是矩阵乘法，因此较好的占比也远低于 100%。',
  },
  peakOutlook: {
    best: '{{lane}}：最高达到设备实测峰值（{{rate}} GFLOP/s，{{precision}}）的 {{share}}，批大小 {{batch, number}}，每次请求 {{pairs, number}} 对。',
    reached: '搜索过的矩阵乘法都没有这么快，因此以最快一格的速率为峰值：设备还能快多少，尚不清楚。',
    near: '已接近极限：更大的批几乎没有帮助。',
    rising: '到最大的批大小时仍在上升：更大的批可能有帮助。',
    whole: '这一批已包含整个请求：更大的批不会有任何变化。',
    level: '到最大的批大小时已不再上升：更大的批不太可能有帮助。',
    unknown: '只有一个批大小，看不出更大的批是否有帮助。',
    precision: { f32: '单精度', f16: '半精度', int8: '8 位整数' },
  },
};

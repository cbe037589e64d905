import type { columns as source } from '../en/columns.ts';
import type { Texts } from '../en/index.ts';

export const columns: Texts<typeof source> = {
  column: {
    lane: { title: '测试组', brief: '组' },
    pairCount: { title: '文本对', written: '文本对' },
    batchSize: { title: '批大小', written: '批大小' },
    pairsPerSecond: { title: '对/秒', written: '对/秒' },
    latency: {
      title: '延迟（毫秒）',
      written: '延迟（毫秒，平均值 ± 95%）',
      help: '一次请求的平均值及其 95% 置信区间',
    },
    meanMs: { title: '平均值（毫秒）', brief: '平均毫秒' },
    halfWidthMs: { title: '± 95%' },
    medianMs: { title: '中位数（毫秒）', written: '中位数（毫秒）', brief: '中位数' },
    n: { title: '样本', brief: '样本' },
    sdMs: { title: '标准差（毫秒）', help: '延迟的标准差' },
    cv: { title: '变异系数', help: '标准差占平均值的比例' },
    p95Ms: { title: 'P95（毫秒）', brief: 'P95', help: '至少 20 个样本才有' },
    p99Ms: { title: 'P99（毫秒）', brief: 'P99', help: '至少 100 个样本才有' },
    tokenizeMs: { title: '分词（毫秒）', help: '一次请求的平均值' },
    modelMs: { title: '模型（毫秒）', help: '一次请求全部前向计算的平均值' },
    tokensPerSecond: { title: '词元/秒', help: '实际词元，不含填充' },
    gflopsPerSecond: {
      title: 'GFLOP/s',
      help: '一次请求的浮点运算量（含填充）除以平均延迟；仅在已知模型结构时给出',
    },
    percentOfPeak: {
      title: '峰值占比 %',
      help: '与本设备上以该组的精度和线程数测得的最快矩阵乘法（或更快的一格）相比',
    },
    paddingEfficiency: { title: '填充效率', help: '实际词元 ÷ 计算的词元' },
    firstRunMs: { title: '首次运行（毫秒）', help: '该格的第一次请求，包括编译其形状；不计为样本' },
    gpuPeakBytes: { title: 'GPU 峰值（MiB）', help: '预热期间同时存在的 GPU 缓冲区最多的字节数' },
    gpuResidentBytes: { title: 'GPU 占用（MiB）', help: '预热之后仍存在的 GPU 缓冲区字节数' },
    wasmBytes: { title: 'WASM（MiB）', help: '预热之后的 WebAssembly 内存；只增不减' },
    memory: { title: '内存', written: '内存' },
    peakMemory: { title: '内存', written: '内存' },
    state: { title: '状态', written: '状态' },
  },
};

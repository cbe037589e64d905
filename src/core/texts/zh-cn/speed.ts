import type { Texts } from '../en/index.ts';
import type { batching as batchingSource } from '../en/speed.ts';
/** Words of what makes a lane fast: the runtime's build, threads and sessions, and how batches are formed. */
export const speed = {
  speed: {
    runtime: '运行时构建',
    build: {
      auto: '自动',
      jspi: 'jspi',
      asyncify: 'asyncify',
      plain: 'plain（仅 CPU）',
    },
    workers: 'WASM 会话数',
    automatic: '自动',
    tokenBudgets: '词元预算',
    tokenBudgetsNone: '无',
    paddingMultiples: '填充到倍数',
    paddedTo_one: '不补齐',
    paddedTo_other: '补齐到 {{count, number}} 的倍数',
    graph: '计算图',
    graphStyle: { exported: '原样导出', fused: '融合' },
    gpuOptions: 'WebGPU 选项',
    gpuOption: {
      standard: '标准选项',
      'validation-wgpuOnly': '减少验证',
      'validation-full': '完整验证',
      'cache-simple': '按确切大小保留缓冲区',
      'cache-lazyRelease': '每次计算后释放缓冲区',
      'output-gpu': '输出留在 GPU 上',
      'graph-capture': '图捕获',
    },
    help: {
      runtime:
        '运行模型的 ONNX Runtime 的构建版本。“自动”选用能在此启动的最快的一种：jspi 需要较新的浏览器，asyncify 各种浏览器都能用，plain 只用 CPU。选中的每一种单独测量。',
      threads: '每个会话的线程数。与会话数都留空时，由一次简短的校准找出两者的最佳组合。',
      workers: '分担同一请求各批次的会话。每个会话都持有一份模型权重：内存成倍增加。',
      tokenBudgets: '一批不断加入文本对，直到“文本对数 × 最长一对的词元数”超出这么多词元。与批大小一同测量。',
      paddingMultiples: '在 WebGPU 上每种新长度都可能需要编译；填充到倍数可减少种类。每个倍数单独测量。',
      graph: '合成孪生模型的计算图如何编写。每种单独测量。',
      gpuOptions: 'ONNX Runtime 如何使用 WebGPU。每个选项单独测量，仅用于 WebGPU。',
    },
  },
  gloss: {
    fp32: '每个权重 32 位：最精确，也最大',
    fp16: '每个权重 16 位：大小是 fp32 的一半',
    q8: '每个权重 8 位：大小是 fp32 的四分之一，精度略低',
    q4: '每个权重 4 位：最小，精度也最低',
    q4f16: '每个权重 4 位，以 16 位计算',
    jspi: '适用于较新浏览器的 ONNX Runtime 构建版本',
    asyncify: '各种浏览器都能用的 ONNX Runtime 构建版本',
  },
  calibration: {
    trying: '正在校准：{{candidate}}（第 {{place, number}} 项，共 {{of, number}} 项）',
    candidate: '{{plan}}：{{rate}} 对/秒',
    sessions_one: '{{count, number}} 个会话',
    sessions_other: '{{count, number}} 个会话',
    measured: '此处试过的组合中最佳的是：',
    remembered: '沿用此设备上先前校准的结果：',
    failed: '失败',
    memory: '{{count, number}} 个会话各持有一份模型权重，因此内存成倍增加。',
    again: '重新校准',
    againHelp: '清除记住的结果，下次测量时重新尝试',
    forgotten: '下次测量将重新校准。',
  },
} as const;

export const batching: Texts<typeof batchingSource> = {
  batching: {
    upTo: '≤ {{tokens}} 个词元',
    upToBrief: '≤{{tokens}} 词元',
    cell: '{{pairs, number}} 对，每批 ≤ {{tokens, number}} 个词元',
    line: '{{amount}} 对，词元预算',
  },
};

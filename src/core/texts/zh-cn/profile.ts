import type { Texts } from '../en/index.ts';
import type { profile as english } from '../en/profile.ts';

export const profile: Texts<typeof english> = {
  profile: {
    title: '时间花在哪里',
    run: '剖析一次前向计算',
    again: '重新剖析',
    help: '打开剖析器重新加载模型，为一次前向计算的每个算子计时。已测得的结果不变。',
    setting: '每次测量后剖析一次前向计算',
    settingHelp: '会再次加载最快一组的模型。已测得的结果不变。',
    noTimestamps:
      '此 GPU 或浏览器没有为算子计时所需的时间戳查询。请使用新版 Chrome 或 Edge，或只在 WASM 上测量。',
    partTitle: '时间花在哪里：{{lane}}',
    pass: '{{lane}}：一次前向计算（{{pairs}} 对，每对 {{length}} 个 token）耗时 {{ms}} ms。',
    gpuBusy: '其中 GPU 有 {{share}} 的时间在工作，共 {{calls}} 次 dispatch。',
    gpuWaits: '其余时间 GPU 在等待 JavaScript 和运行时：增大批，或减少、融合算子会有帮助。',
    gpuFull: 'GPU 几乎不等待：更快的 GPU 或更小的精度会有帮助。',
    cpuBusy: '开启剖析器时，{{calls}} 个算子占该次前向计算时间的 {{share}}。',
    onCpu: '图中有 {{calls}} 个算子改在 CPU 上运行，耗时 {{ms}} ms。',
    method: '算子时间为 {{passes}} 次前向计算的平均值，剖析器使其耗时增加 {{slowdown}}。',
    distorted: '其中包含剖析器自身的开销，因此短算子的实际占比低于所示份额。',
    coarse: '浏览器把 GPU 时间取整到 {{ms}} ms 的步长，因此短算子的占比并不准确。',
    operators: '这次前向计算的算子',
    shares: '在算子时间中的占比',
    kind: {
      'matrix-product': '矩阵乘法',
      attention: '注意力',
      normalisation: '归一化',
      other: '其余',
    },
    column: {
      operator: '算子',
      part: '类别',
      dispatches: 'dispatch 次数',
      runs: '运行次数',
      ms: 'ms',
      share: '占比',
    },
  },
};

import type { Texts } from '../en/index.ts';
import type { stepDown as source } from '../en/step-down.ts';

export const stepDown: Texts<typeof source> = {
  stepDown: {
    tried: {
      'cpu-memory': '批大小 {{from, number}} 内存放不下；改试批大小 {{to, number}}。',
      'gpu-memory': '批大小 {{from, number}} 显存放不下；改试批大小 {{to, number}}。',
      'worker-died': '持有模型的工作线程已终止；改试新的线程。',
      'device-lost': '浏览器此前失去了 GPU；改试新的工作线程。',
    },
    scored: {
      'cpu-memory': '批大小 {{from, number}} 内存放不下；已用批大小 {{to, number}} 评分。',
      'gpu-memory': '批大小 {{from, number}} 显存放不下；已用批大小 {{to, number}} 评分。',
      'worker-died': '持有模型的工作线程已终止；已在新的线程中评分。',
      'device-lost': '浏览器此前失去了 GPU；已在新的工作线程中评分。',
    },
    remembered: '已用批大小 {{batch, number}} 评分，因为更大的批此前放不下。',
    onePair: {
      'cpu-memory':
        '最大长度为 {{maxLength, number}} 时，即使每次只算一对，内存也放不下。请选择更短的最大长度或更小的精度，或关闭其他标签页，然后重试。',
      'gpu-memory':
        '最大长度为 {{maxLength, number}} 时，即使每次只算一对，显存也放不下。请选择更短的最大长度、更小的精度或 WASM，然后重试。',
    },
    loading: {
      'cpu-memory': '内存放不下这个模型。请选择更小的精度或更小的模型，或关闭其他标签页，然后重试。',
      'gpu-memory': '显存放不下这个模型。请选择更小的精度、更小的模型或 WASM，然后重试。',
    },
    rankWithMaxLength: '以最大长度 {{maxLength, number}} 排序',
    rankWithDtype: '以 {{dtype}} 排序',
    rankWithSteps: '内存不足时缩小批，并排序',
    setting: '内存不足时缩小批',
    settingHelp: '排序时若内存不足，会自动将批减半，直至一对，并重新为所有文档评分。关闭：立即报告失败。',
  },
};

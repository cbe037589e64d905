import type { Texts } from '../en/index.ts';
import type { screen as source } from '../en/screen.ts';

export const screen: Texts<typeof source> = {
  header: {
    title: 'Rerank Bench',
    purpose: '找出重排模型在这台设备上最快的批大小。数据不会离开你的设备。',
    skipToSetup: '跳到“运行内容”',
    skipToResults: '跳到“运行结果”',
    setup: '运行内容',
    results: '运行结果',
    switchToLight: '切换到浅色',
    switchToDark: '切换到深色',
  },
  gpu: {
    label: 'GPU 与后端',
    probing: '正在查找 GPU…',
    unnamed: '未命名的 GPU',
    namedByWebgl: '（名称来自 WebGL）',
    software: '软件适配器：实际由 CPU 计算',
    noWebgpu: '此浏览器没有 WebGPU：模型在 CPU 上运行（WASM）',
    noAdapter: '没有可供 WebGPU 使用的 GPU：模型在 CPU 上运行（WASM）',
    failed: '无法查询 GPU：模型在 CPU 上运行（WASM）',
    adapter: 'WebGPU 适配器：{{description}}',
    webgl: 'WebGL 使用的渲染器：{{renderer}}',
  },
  backend: {
    next: '将在 {{devices}} 上运行',
    now: '正在 {{devices}} 上运行',
    last: '上次在 {{devices}} 上运行',
  },
  notices: {
    title: '通知',
    dismiss: '关闭',
    details: '详情',
    hideDetails: '收起详情',
    copy: '复制',
    copied: '已复制',
  },
  joint: { parts: '，', clauses: '；', sentences: '' },
  tabs: {
    label: '运行结果',
    throughput: '吞吐量',
    ranking: '排序',
  },
};

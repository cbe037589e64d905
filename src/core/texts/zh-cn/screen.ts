import type { Texts } from '../en/index.ts';
import type { screen as source } from '../en/screen.ts';

export const screen: Texts<typeof source> = {
  header: {
    title: 'Rerank Bench',
    skipToSetup: '跳到设置',
    skipToResults: '跳到结果',
    setup: '设置',
    results: '结果',
    menu: '菜单',
    docs: '说明',
    switchToLight: '切换到浅色',
    switchToDark: '切换到深色',
  },
  gpu: {
    label: 'GPU 与后端',
    none: '无 GPU：使用 CPU',
    facts: '浏览器给出的 GPU 信息',
    probing: '正在查找 GPU…',
    unnamed: '未命名的 GPU',
    namedByWebgl: '（WebGPU 未给出名称，因此采用此名）',
    software: '软件模拟，由 CPU 计算',
    saysNothing: '未提供厂商和名称。',
    features: '功能',
    limits: '限制',
    noWebgpu: '此浏览器没有 WebGPU：模型在 CPU 上运行（WASM）',
    noAdapter: '没有可供 WebGPU 使用的 GPU：模型在 CPU 上运行（WASM）',
    failed: '无法查询 GPU：模型在 CPU 上运行（WASM）',
  },
  backend: {
    next: '模型将在 {{devices}} 上运行。',
    now: '正在 {{devices}} 上运行。',
    last: '上一次任务在 {{devices}} 上运行。',
  },
  notices: {
    title: '通知',
    dismiss: '关闭',
    details: '详情',
    hideDetails: '收起详情',
    copy: '复制',
    copied: '已复制',
  },
  joint: { parts: '，', clauses: '；', sentences: '', label: '：' },
  tabs: {
    label: '结果',
    setup: '测量',
    throughput: '结果',
    ranking: '排序',
    load: '负载测试',
    history: '历史',
  },
};

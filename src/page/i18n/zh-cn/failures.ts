import type { failures as source } from '../en/failures.ts';
import type { Texts } from '../translation.ts';

export const failures: Texts<typeof source> = {
  failure: {
    'cpu-memory':
      '内存不足。请选择更小的批、更短的最大长度或更小的精度（如 q8），或关闭其他标签页，然后重试。',
    'gpu-memory': '显存不足，或缓冲区超出显卡上限。请选择更小的批、更短的最大长度或更小的精度，然后重试。',
    'device-lost':
      '浏览器失去了与 GPU 的连接：驱动重置、休眠或负载过高。请重试；若再次发生，请选择更小的批或 WASM。',
    'no-gpu': 'WebGPU 在这里没有可用的 GPU。请选择 WASM 或“自动”，或在浏览器设置中打开硬件加速后重新加载。',
    'no-half-precision':
      '此 GPU 不支持 fp16 权重所需的半精度。请在“精度”中选择“自动”、fp32 或 q8，然后重试。',
    'model-not-found': '模型库没有这个模型，或模型没有这个文件。请检查模型 ID 和精度，然后重试。（{{text}}）',
    'model-gated':
      '模型库只向登录用户提供此模型，本页无法登录。请选择其他模型，或在“更多设置 → 模型库地址”中填写镜像。',
    'file-incomplete':
      '模型文件不完整。请重试以重新下载；若再次发生，请在“更多设置”中换一个模型库地址。（{{text}}）',
    'file-not-a-model':
      '文件与其名称不符，可能是代理或镜像返回的错误页面。请检查“更多设置”中的模型库地址，然后重试。（{{text}}）',
    'unsupported-model': '浏览器无法运行此类模型。请选择带有 ONNX 文件的交叉编码器。（{{text}}）',
    'not-a-reranker': '该模型不是重排模型：它不会为一对文本给出单个分数。请选择交叉编码器。（{{text}}）',
    'hub-unreachable':
      '无法连接模型库。请检查网络，或在“更多设置”中换一个模型库地址，然后重试；内置模型可离线使用。（{{text}}）',
    'hub-error': '模型库返回错误。请稍后重试，或在“更多设置”中换一个模型库地址。（{{text}}）',
    'query-too-long': '查询在最大长度内没有给文档留下空间。请缩短查询或提高最大长度，然后重试。（{{text}}）',
    'worker-died':
      '运行模型的工作线程意外终止，可能是内存不足。请重试；若再次发生，请选择更小的批或更小的精度。',
    stopped: '已停止。已测得的结果全部保留。',
    unknown: '发生意外错误。请重试；若再次发生，请把详情附在报告中。（{{text}}）',
  },
};

import type { failures as source } from '../en/failures.ts';
import type { Texts } from '../en/index.ts';

export const failures: Texts<typeof source> = {
  failure: {
    'cpu-memory':
      '内存不足。请选择更小的批、更短的最大长度或更小的精度（如 q8），或关闭其他标签页，然后重试。',
    'gpu-memory': '显存不足，或缓冲区超出显卡上限。请选择更小的批、更短的最大长度或更小的精度，然后重试。',
    'device-lost':
      '浏览器失去了与 GPU 的连接，可能是因为驱动重置、休眠或负载过高。请重试；若再次发生，请选择更小的批或 WASM。',
    'no-gpu':
      '浏览器没有可供 WebGPU 使用的 GPU。请在“运行于”中选择 WASM 或“自动”，或在浏览器设置中打开硬件加速后重新加载。',
    'no-half-precision':
      '此 GPU 不支持 fp16 权重所需的半精度。请在“精度”中选择“自动”、fp32 或 q8，然后重试。',
    'dtype-not-on-gpu':
      'q8 权重是为 CPU 准备的。使用 WebGPU 时请在“精度”中选择“自动”、fp16、fp32 或 q4，或改用 WASM，然后重试。',
    'model-too-large': '模型对此设备来说太大，因此没有下载。请选择更小的精度或其他模型。（{{text}}）',
    'fused-twins-only':
      '只有 BERT 或 XLM-R 的合成模型才能用融合算子构建。请在“更多设置 → 计算图”中选择“原样导出”。（{{text}}）',
    'not-capturable':
      'ONNX Runtime 无法捕获此模型的计算图。请在“更多设置 → WebGPU 选项”中选择“标准选项”。（{{text}}）',
    'too-many-shapes':
      '图捕获能保留的批形状数量有限。请少选几种批大小，或在“更多设置 → 填充到倍数”中选择更大的数。（{{text}}）',
    'too-many-layers': '要生成的层数超过了真实模型的层数。请在“模型”中减少“层数”，或将其留空。（{{text}}）',
    'runtime-unavailable':
      '此浏览器无法在所选设备上运行所选的 ONNX Runtime 构建。请在“更多设置 → 运行时”中选择“自动”。（{{text}}）',
    'runtime-failed':
      'ONNX Runtime 未能在此浏览器中启动。请重新加载页面；如果在“更多设置 → 运行时”中指定了构建，请改为“自动”。（{{text}}）',
    'model-not-found': '模型库没有这个模型，或模型没有这个文件。请检查模型 ID 和精度，然后重试。（{{text}}）',
    'model-gated':
      '模型库只向已登录的用户提供此模型，而本页无法登录。请选择其他模型，或在“更多设置 → 模型库地址”中填写镜像。',
    'file-incomplete':
      '模型文件不完整。请重试以重新下载；若再次发生，请在“更多设置”中换一个模型库地址。（{{text}}）',
    'file-changed': '下载开始后，模型库中的文件换成了另一个版本。请重试以下载新版本。（{{text}}）',
    'folder-not-here':
      '页面没有此文件夹中的文件，或已无法读取。请在“模型”中重新选择该文件夹，然后重试。（{{text}}）',
    'file-not-a-model':
      '文件与其名称不符，可能是代理或镜像返回的错误页面。请检查“更多设置”中的模型库地址，然后重试。（{{text}}）',
    'lfs-pointer':
      '模型文件只是 git-lfs 的指针，而不是文件本身。请在模型文件夹中运行 git lfs pull，然后重试。（{{text}}）',
    'unsupported-model': '本页目前还无法运行此类模型。请选择带有 ONNX 文件的交叉编码器。（{{text}}）',
    'scores-not-numbers':
      '模型给出的分数不是数字：文件可能已损坏，或该精度在此设备上溢出。请重试；若再次出现，请选择其他精度或设备。',
    'not-a-reranker': '本页无法用该模型排序：它不会为每对文本给出一个分数。请选择交叉编码器。（{{text}}）',
    'tokenizer-mismatch':
      '分词器与模型不匹配。请使用该模型自己的 tokenizer.json，或选择其他模型。（{{text}}）',
    'page-file-missing':
      '本页的一个文件无法加载：网络中断，或页面已更新为新版本。请检查网络，然后重新加载页面。',
    'hub-unreachable':
      '无法连接模型库。请检查网络，或在“更多设置”中换一个模型库地址，然后重试。内置模型可以离线使用。',
    'hub-error': '模型库返回错误。请稍后重试，或在“更多设置”中换一个模型库地址。（{{text}}）',
    'query-too-long':
      '查询在最大长度内没有给文档留下空间。请缩短查询、提高最大长度或更换截断方式，然后重试。（{{text}}）',
    'worker-died':
      '运行模型的工作线程意外终止，可能是内存不足。请重试；若再次发生，请选择更小的批或更小的精度。',
    'not-started':
      '运行模型的工作线程在启动时没有任何反应，重新启动一次后仍然如此。请重新加载页面；若再次发生，请重启浏览器。',
    hung: '运行模型的工作线程失去响应，已被终止。请重试；若再次发生，请选择更小的批大小或其他设备。',
    'no-profile': 'ONNX Runtime 没有报告各算子的用时。请使用新版 Chrome 或 Edge，或在 WASM 上测量。',
    stopped: '已停止。已测得的结果全部保留。',
    unknown: '发生意外错误。请重试；若再次发生，请附上详情反馈给我们。（{{text}}）',
  },
  nextStep: {
    again: '重试',
    reload: '重新加载页面',
    model: '换一个模型',
    smaller: '换模型或精度',
    input: '编辑查询和文档',
    cpu: '改用 CPU 运行',
    precision: '改用自动精度',
    runtime: '改用自动运行时',
    options: '改用标准选项',
    graph: '改用导出时的计算图',
    layers: '使用全部层',
    earlier: '以前的结果',
  },
} as const;

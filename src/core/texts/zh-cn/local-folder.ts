import type { Texts } from '../en/index.ts';
import type { localFolder as source } from '../en/local-folder.ts';

export const localFolder: Texts<typeof source> = {
  localFolder: {
    open: '打开文件夹…',
    openHelp: '本机磁盘上的模型，目录结构与模型库相同。文件只在此处读取，不会离开这台设备。',
    pick: '含模型的文件夹',
    drop: '拖放含模型的文件夹：config.json、tokenizer.json、onnx/model.onnx',
    group: '本机磁盘',
    facts: '来自本机磁盘上的文件夹，无需下载。重新加载页面后需要再次选择。',
    notHere: '模型在磁盘上的“{{name}}”文件夹中，页面只有在你选择之后才能读取。请在“模型”中重新选择该文件夹。',
    partlyMissing:
      '“{{name}}”缺少 {{missing}}，相应的精度无法选择。完整的精度：{{dtypes}}。补齐文件后重新打开文件夹即可全部使用。',
    problem: {
      empty: '没有收到任何文件。请选择包含模型 config.json 的文件夹。',
      'no-config': '此文件夹中没有 config.json。请选择包含模型 config.json 的文件夹。',
      'bad-config': '无法读取文件夹中的 config.json。请重新下载该文件，然后再次打开文件夹。',
      'several-models': '此文件夹中有不止一个模型。请选择其中之一：{{folders}}。',
      'missing-files': '文件夹缺少 {{missing}}。请补齐后重新打开文件夹。',
      'missing-beside-weights':
        '文件夹缺少 {{missing}}。权重已有：{{dtypes}}。请把缺少的文件放到 config.json 旁边，然后重新打开文件夹。',
    },
  },
};

import type { Texts } from '../en/index.ts';
import type {
  downloads as downloadsSource,
  localFolder as localFolderSource,
  modelCache as source,
} from '../en/model-files.ts';

export const modelCache: Texts<typeof source> = {
  modelCache: {
    open: '已下载的模型',
    title: '此浏览器中的模型',
    close: '关闭模型列表',
    list: '模型，最大的在前',
    reading: '正在读取…',
    empty: '还没有。下载过的模型会保存在这里，无需再次下载。',
    files_one: '{{count, number}} 个文件',
    files_other: '{{count, number}} 个文件',
    from: '来自 {{host}}',
    total: '共 {{size}}',
    usage: '此页面占用 {{used}}，浏览器允许 {{quota}}。',
    persistent: '浏览器会一直保留，直到你删除。',
    notPersistent: '磁盘空间不足时，浏览器可能会清除它。',
    delete: '删除',
    deleteOf: '删除 {{name}}',
    confirm: '删除 {{name}}（{{size}}）？下次使用时需要重新下载。',
    deleteAll: '全部删除',
    confirmAll: '删除全部模型（{{size}}）？下次使用时都需要重新下载。',
    keep: '保留',
    failed: '浏览器没有告知保存了哪些模型。请重新加载页面再试。',
    notDeleted: '浏览器没有删除它。请重试，或在浏览器设置中清除此网站的数据。',
  },
};

export const downloads: Texts<typeof downloadsSource> = {
  downloads: {
    ofTotal: '{{loaded}}，共 {{total}}',
    speed: '{{rate}}/秒',
    remaining: '大约还需 {{duration}}',
    fileWaiting: '等待中…',
    retrying: '连接中断，正在重试… 下载会从中断处继续。',
    notKept: {
      quota:
        '浏览器存储空间已满，模型没有保存：现在可以运行，下次需要重新下载。请在“已下载的模型”中删除一些模型，或释放磁盘空间。',
      other: '浏览器没有保存模型：现在可以运行，下次需要重新下载。隐私窗口不会保存任何内容。',
    },
  },
};

export const localFolder: Texts<typeof localFolderSource> = {
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
      'lfs-pointer':
        '文件夹中只有 git-lfs 的指针，而不是文件本身：{{files}}。请在其中运行 git lfs pull，然后重新打开文件夹。',
      'several-models': '此文件夹中有不止一个模型。请选择其中之一：{{folders}}。',
      'missing-files': '文件夹缺少 {{missing}}。请补齐后重新打开文件夹。',
      'missing-beside-weights':
        '文件夹缺少 {{missing}}。权重已有：{{dtypes}}。请把缺少的文件放到 config.json 旁边，然后重新打开文件夹。',
    },
  },
};

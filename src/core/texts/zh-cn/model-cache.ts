import type { Texts } from '../en/index.ts';
import type { modelCache as source } from '../en/model-cache.ts';

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

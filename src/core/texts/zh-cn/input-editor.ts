import type { Texts } from '../en/index.ts';
import type { inputEditor as source } from '../en/input-editor.ts';

export const inputEditor: Texts<typeof source> = {
  inputEditor: {
    title: '查询和文档',
    close: '关闭查询和文档',
    edit: '编辑',
    editWhat: '查询和文档',
    holds: {
      own_one: '{{count, number}} 篇自己的文档',
      own_other: '{{count, number}} 篇自己的文档',
      'capital-of-france': '{{count, number}} 条城市知识',
      'support-search': '{{count, number}} 篇英文客服文章',
      'support-search-zh': '{{count, number}} 篇客服文章',
      chinese: '{{count, number}} 段中文文本',
    },
    none: '还没有',
    cut_one: '{{count, number}} 篇在最大长度处被截断',
    cut_other: '{{count, number}} 篇在最大长度处被截断',
  },
};

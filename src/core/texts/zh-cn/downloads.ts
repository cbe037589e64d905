import type { downloads as source } from '../en/downloads.ts';
import type { Texts } from '../en/index.ts';

export const downloads: Texts<typeof source> = {
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

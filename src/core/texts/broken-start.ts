import type { Language } from './languages.ts';

/** What a visitor reads where the page could not start. It stands apart, since no other text may have come. */
export const brokenStart: Readonly<Record<Language, Readonly<Record<BrokenStartText, string>>>> = {
  en: {
    title: 'The page could not start',
    text: 'One of its files did not arrive, or this browser could not run it. Check the connection, then reload the page.',
    reload: 'Reload the page',
    report: 'Report the problem',
  },
  'zh-CN': {
    title: '页面未能启动',
    text: '有一个文件没有收到，或者此浏览器无法运行它。请检查网络连接，然后重新加载页面。',
    reload: '重新加载页面',
    report: '报告问题',
  },
};

type BrokenStartText = 'title' | 'text' | 'reload' | 'report';

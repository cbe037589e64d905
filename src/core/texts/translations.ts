// The list of languages: one line for each folder beside this file.
export { en } from './en/index.ts';
export { zhCn } from './zh-cn/index.ts';

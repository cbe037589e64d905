import type { Translation } from './translation.ts';
import { failures } from './zh-cn/failures.ts';
import { messages } from './zh-cn/messages.ts';
import { results } from './zh-cn/results.ts';
import { screen } from './zh-cn/screen.ts';
import { setup } from './zh-cn/setup.ts';
import { states } from './zh-cn/states.ts';

/** Every text of the page in Simplified Chinese. */
export const zhCn: Translation = { ...screen, ...setup, ...results, ...states, ...messages, ...failures };

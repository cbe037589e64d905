import type { Texts } from '../en/index.ts';
import type { present as source } from '../en/present.ts';

export const present: Texts<typeof source> = {
  present: {
    start: '演示',
    leave: '退出（Esc）',
    replay: '重播',
  },
};

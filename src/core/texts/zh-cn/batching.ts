import type { batching as source } from '../en/batching.ts';
import type { Texts } from '../en/index.ts';

export const batching: Texts<typeof source> = {
  batching: {
    upTo: '≤ {{tokens}} 个词元',
    upToBrief: '≤{{tokens}} 词元',
    cell: '{{pairs, number}} 对，每批 ≤ {{tokens, number}} 个词元',
    line: '{{amount}} 对，词元预算',
  },
};

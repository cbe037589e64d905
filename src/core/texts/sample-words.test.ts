import { expect, it } from 'vitest';
import { textsOf } from './create-texts.ts';
import { sampleWords } from './sample-words.ts';

it('names a sample set as the page does, in the reader’s language', () => {
  expect(sampleWords('support-search', textsOf('en'))).toBe('Support search');
  expect(sampleWords('support-search', textsOf('zh-CN'))).toBe('客服检索（英文）');
});

it('leaves the name of a set that it does not know as it stands', () => {
  expect(sampleWords('__proto__', textsOf('en'))).toBe('__proto__');
});

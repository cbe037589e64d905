import { describe, expect, it } from 'vitest';
import { createTexts } from './create-texts.ts';
import {
  badSettingMessage,
  codeText,
  fileRefusedMessage,
  inputProblemMessage,
  messageText,
  recordedText,
} from './message.ts';

const english = createTexts('en');
const chinese = createTexts('zh-CN');

describe('messageText', () => {
  it('fills in values and formats numbers', () => {
    const message = inputProblemMessage({ code: 'query-too-long', actual: 25_000, limit: 20_000 });
    expect(messageText(english, message)).toBe(
      'The query would be 25,000 characters long, and 20,000 is the most. Shorten it, then try again.',
    );
  });

  it('translates a message within a message', () => {
    const message = badSettingMessage('batchSizes', { code: 'out-of-range', text: '0', min: 1, max: 4096 });
    expect(messageText(english, message)).toBe(
      'The setting “batchSizes” is not used: 0 is not between 1 and 4,096. The default is used instead.',
    );
    expect(messageText(chinese, message)).toContain('0 不在 1 到 4,096 之间。');
  });

  it('says which line of a file is at fault', () => {
    const message = fileRefusedMessage('a.jsonl', { code: 'bad-json', line: 7, detail: '{x' });
    expect(messageText(english, message)).toContain('“a.jsonl” was not added: line 7 is not JSON.');
  });

  it('does not take what a visitor typed for a key or a placeholder', () => {
    const message = badSettingMessage('batchSizes', {
      code: 'not-a-whole-number',
      text: '{{name}} $t(a) <b>',
    });
    expect(messageText(english, message)).toContain('“{{name}} $t(a) <b>” is not a whole number.');
  });

  it('falls back on the detail where it does not know the key', () => {
    expect(messageText(english, { key: 'failure.brand-new', detail: 'It broke.' })).toBe('It broke.');
    expect(messageText(english, { key: 'failure.brand-new' })).toBe('failure.brand-new');
  });
});

describe('codeText', () => {
  it('puts the codes of a record into words', () => {
    expect(codeText(english, 'reason', 'batch-exceeds-pairs')).toBe('the batch is larger than the request');
    expect(codeText(english, 'failure', 'unknown', 'odd')).toContain('(odd)');
  });

  it('shows the words that came with a code it does not know', () => {
    expect(codeText(english, 'warning', 'from-the-future', 'Beware.')).toBe('Beware.');
  });
});

describe('recordedText', () => {
  const warning = { code: 'repeated-pairs', message: 'The input has 3 pairs and a request 50.' };

  it('has the words of the record in English, with their figures, else the code', () => {
    expect(recordedText(english, 'warning', warning)).toBe(warning.message);
    expect(recordedText(english, 'reason', { code: 'stopped' })).toBe('stopped');
  });

  it('has the sentence for the code in another language, and what came with a code that is not known', () => {
    expect(recordedText(chinese, 'warning', warning)).toMatch(/^文档少于文本对数/);
    expect(recordedText(chinese, 'reason', { code: 'stopped' })).toMatch(/\p{Script=Han}/u);
    expect(recordedText(chinese, 'warning', { ...warning, code: 'of-tomorrow' })).toBe(warning.message);
  });
});

import { describe, expect, it } from 'vitest';
import { tokenizerConfigOf, withTokenizerConfig } from './tokenizer-config.ts';

const base = 'https://hub.test/org/name/resolve/main/';

const hub = (files: Readonly<Record<string, object>>) =>
  withTokenizerConfig(async (input) => {
    const file = files[String(input).slice(base.length)];
    return file === undefined ? new Response(null, { status: 404 }) : Response.json(file);
  });

describe('a tokenizer_config.json', () => {
  it('is the repository’s own where it has one', async () => {
    const own = { tokenizer_class: 'XLMRobertaTokenizer' };
    const fetch = hub({ 'tokenizer_config.json': own, 'tokenizer.json': {} });
    expect(await (await fetch(`${base}tokenizer_config.json`)).json()).toEqual(own);
  });

  it('is made from tokenizer.json where it is missing, with its length', async () => {
    const fetch = hub({ 'tokenizer.json': { added_tokens: [{ content: '<s>' }, { content: '<pad>' }] } });
    const response = await fetch(`${base}tokenizer_config.json`);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(10);
    expect(await response.json()).toEqual({ tokenizer_class: 'PreTrainedTokenizer', pad_token: '<pad>' });
  });

  it('cannot be made without tokenizer.json, which is named', async () => {
    await expect(hub({})(`${base}tokenizer_config.json`)).rejects.toMatchObject({
      code: 'model-not-found',
      message: `${base}tokenizer.json`,
    });
  });

  it('is the only file that is made', async () => {
    expect((await hub({})(`${base}config.json`)).status).toBe(404);
  });
});

describe('what a tokenizer.json says of itself', () => {
  it.each([
    [{ padding: { pad_token: '[P]' } }, { pad_token: '[P]' }],
    [{ added_tokens: [{ content: '[PAD]' }], padding: null }, { pad_token: '[PAD]' }],
    [{}, {}],
    [{ post_processor: { type: 'BertProcessing' } }, { tokenizer_class: 'BertTokenizer' }],
    [
      { post_processor: { pair: [{ Sequence: { id: 'B', type_id: 1 } }] } },
      { tokenizer_class: 'BertTokenizer' },
    ],
    [{ post_processor: { type: 'RobertaProcessing' } }, { tokenizer_class: 'PreTrainedTokenizer' }],
  ])('%j', (file, config) => {
    expect(tokenizerConfigOf(file)).toEqual({ tokenizer_class: 'PreTrainedTokenizer', ...config });
  });
});

import { BertTokenizer, type PreTrainedTokenizer, RobertaTokenizer } from '@huggingface/transformers';
import { describe, expect, it } from 'vitest';
import { padBatch } from '../../core/rerank/batching.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { pairEncoder } from '../../core/rerank/pair-encoding.ts';
import { pairTokenizer } from './pair-tokenizer.ts';

const words = ['tram', 'the', 'harbour', 'how', 'often', 'do', 's', 'run', 'é', 'ete', '码', '头', 'k', 'm'];
const special = { '<pad>': 0, '<unk>': 1, '<s>': 2, '</s>': 3 };
const numbered = (tokens: readonly string[], from: number): Record<string, number> =>
  Object.fromEntries(tokens.map((token, i) => [token, from + i]));

/** What byte-level tokenizers write for a byte: the printable ones as they are, the others from U+0100 on. */
function byteCharacters(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCharCode(isPrintable ? byte : next++);
  });
}

const metaspace = { type: 'Metaspace', replacement: '▁', add_prefix_space: true, prepend_scheme: 'always' };
const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };

/** A vocabulary of each kind, and what comes before it. Ids 0 to 3 are special. */
const models = {
  WordPiece: {
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      unk_token: '<unk>',
      continuing_subword_prefix: '##',
      vocab: { ...special, ...numbered([...words, '##s', '##run', '?'], 4) },
    },
  },
  Unigram: {
    normalizer: { type: 'NFKC' },
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, metaspace] },
    model: {
      type: 'Unigram',
      unk_id: 1,
      vocab: [
        ...Object.keys(special).map((token) => [token, 0] as const),
        ...words.flatMap((word) => [[`▁${word}`, -3] as const, [word, -4] as const]),
        ...[['▁', -5] as const, ['?', -6] as const],
      ],
    },
  },
  'Unigram that marks the first word alone': {
    normalizer: null,
    pre_tokenizer: { ...metaspace, prepend_scheme: 'first' },
    model: {
      type: 'Unigram',
      unk_id: 1,
      vocab: [
        ...Object.keys(special).map((token) => [token, 0] as const),
        ...words.flatMap((word) => [[`▁${word}`, -3] as const, [word, -4] as const]),
      ],
    },
  },
  'byte-level BPE': {
    normalizer: null,
    pre_tokenizer: byteLevel,
    model: {
      type: 'BPE',
      merges: ['t h', 'th e', 'r u', 'Ġ th', 'Ġth e'],
      vocab: { ...special, ...numbered([...byteCharacters(), 'th', 'the', 'ru', 'Ġth', 'Ġthe'], 4) },
    },
  },
  WordLevel: {
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    model: { type: 'WordLevel', unk_token: '<unk>', vocab: { ...special, ...numbered(words, 4) } },
  },
};

const token = (id: string, type_id: number) => ({ SpecialToken: { id, type_id } });
const text = (id: 'A' | 'B', type_id: number) => ({ Sequence: { id, type_id } });
const template = (pair: readonly object[]) => ({
  type: 'TemplateProcessing',
  single: [token('<s>', 0), text('A', 0), token('</s>', 0)],
  pair,
  special_tokens: {
    '<s>': { id: '<s>', ids: [2], tokens: ['<s>'] },
    '</s>': { id: '</s>', ids: [3], tokens: ['</s>'] },
  },
});
const typed = template([token('<s>', 0), text('A', 0), token('</s>', 0), text('B', 1), token('</s>', 1)]);
const untyped = template([
  ...[token('<s>', 0), text('A', 0), token('</s>', 0), token('</s>', 0), text('B', 0), token('</s>', 0)],
]);
const [cls, sep] = [
  ['<s>', 2],
  ['</s>', 3],
];
const bert = { type: 'BertProcessing', cls, sep };
const roberta = { type: 'RobertaProcessing', cls, sep, trim_offsets: true, add_prefix_space: false };

const postProcessors = {
  Bert: bert,
  Roberta: roberta,
  'Template with types': typed,
  'Template without types': untyped,
  // XLNet's types: 0, 1 and 2.
  'Template that types its special tokens otherwise': template([
    ...[text('A', 0), token('</s>', 2), text('B', 1), token('</s>', 1), token('<s>', 2)],
  ]),
  'Template that types the query': template([token('<s>', 1), text('A', 1), text('B', 0), token('</s>', 1)]),
  'Template with one special token': template([text('A', 0), token('</s>', 0), text('B', 1)]),
  'Sequence that ends in a Template': { type: 'Sequence', processors: [byteLevel, typed] },
  'Sequence that begins with a Template': { type: 'Sequence', processors: [typed, byteLevel] },
  none: null,
};

/** Tokens that someone added to the vocabulary; they may stand in any text. */
const addedTokens = [
  ...Object.entries(special).map(([content, id]) => ({ id, content, special: true, normalized: false })),
  { id: 400, content: '<mask>', special: true, normalized: false, lstrip: true },
  { id: 401, content: 'Harbour Line', special: false, normalized: true },
  { id: 402, content: '[sep here]', special: false, normalized: false, rstrip: true },
].map((added) => ({ single_word: false, lstrip: false, rstrip: false, ...added }));

/** The first gives the types that its post-processor makes, the second gives none. */
const classes = { BertTokenizer, RobertaTokenizer };

interface Made {
  readonly model?: keyof typeof models;
  readonly post?: object | null;
  readonly name?: keyof typeof classes;
  readonly config?: object;
}
const made = ({ model = 'WordPiece', post = bert, name = 'BertTokenizer', config = {} }: Made = {}) =>
  new classes[name](
    { version: '1.0', decoder: null, added_tokens: addedTokens, post_processor: post, ...models[model] },
    { unk_token: '<unk>', pad_token: '<pad>', eos_token: '</s>', ...config },
  );

const texts = [
  'how often do trams run',
  'How OFTEN do Trams run to the Harbour Line?',
  ' the <mask> tram  [sep here]  runs',
  '<s>the</s> tram</s>',
  'Été à la côte 码头 🚋 zzz',
  'the\ttram\nthe harbour  ',
  '  ',
];
const pairs = texts.map((query, i) => ({ query, document: texts[(3 * i + 1) % texts.length] ?? '' }));
const numbers = (values: ArrayLike<bigint>) => Array.from(values, Number);

/** What a batch is to the model, by transformers.js and by us. */
function batches(tokenizer: PreTrainedTokenizer, some: typeof pairs) {
  const theirs = tokenizer(
    some.map(({ query }) => query),
    { text_pair: some.map(({ document }) => document), padding: true },
  );
  const own = pairTokenizer(tokenizer);
  const encoded = some.map(pairEncoder(own, 1000));
  const ours = padBatch(encoded, own, { maxLength: 1000, paddingMultiple: 1 });
  const ids = numbers(theirs.input_ids.data as BigInt64Array);
  return {
    theirs: {
      shape: theirs.input_ids.dims,
      ids,
      mask: numbers(theirs.attention_mask.data as BigInt64Array),
      // A graph that asks for types gets zeros where the tokenizer gives none.
      types: numbers((theirs.token_type_ids?.data as BigInt64Array | undefined) ?? ids.map(() => 0n)),
    },
    ours: {
      shape: [ours.pairs, ours.length],
      ids: numbers(ours.inputIds),
      mask: numbers(ours.attentionMask),
      types: numbers(ours.tokenTypeIds),
    },
  };
}

const names = <T extends object>(table: T) => Object.keys(table) as (keyof T & string)[];

describe('a pair’s ids, token types and mask are those of transformers.js', () => {
  describe.each(names(models))('with a vocabulary of kind %s', (model) => {
    describe.each(names(postProcessors))('and the post-processor %s', (processor) => {
      it.each(names(classes))('in a %s', (name) => {
        const tokenizer = made({ model, post: postProcessors[processor], name });
        for (const pair of pairs) {
          const { ours, theirs } = batches(tokenizer, [pair]);
          expect(ours).toEqual(theirs);
        }
        const { ours, theirs } = batches(tokenizer, pairs);
        expect(ours).toEqual(theirs);
        const onTheLeft = batches(
          made({ model, post: postProcessors[processor], name, config: { padding_side: 'left' } }),
          pairs,
        );
        expect(onTheLeft.ours).toEqual(onTheLeft.theirs);
      });
    });
  });

  it('where padding has another id, or the end of a text pads', () => {
    for (const config of [{ pad_token: '<mask>' }, { pad_token: undefined }]) {
      const { ours, theirs } = batches(made({ config }), pairs);
      expect(ours).toEqual(theirs);
    }
  });
});

const pair = { query: 'the tram', document: 'the harbour' };
const encode = (tokenizer: PreTrainedTokenizer, one = pair) => {
  const { ours } = batches(tokenizer, [one]);
  return [ours.ids, ours.types];
};

describe('a pair by hand', () => {
  const [the, tram, harbour] = [5, 4, 6];

  it('has the types that its tokenizer gives', () => {
    expect(encode(made())).toEqual([
      [2, the, tram, 3, the, harbour, 3],
      [0, 0, 0, 0, 1, 1, 1],
    ]);
    expect(encode(made({ post: roberta, name: 'RobertaTokenizer' }))).toEqual([
      [2, the, tram, 3, 3, the, harbour, 3],
      [0, 0, 0, 0, 0, 0, 0, 0],
    ]);
    expect(encode(made({ post: untyped }))[1]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('has type 0 throughout where the tokenizer gives no types', () => {
    expect(encode(made({ name: 'RobertaTokenizer' }))).toEqual([
      [2, the, tram, 3, the, harbour, 3],
      [0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('keeps its closing separator where the document is empty, as in the tokenizers library', () => {
    const { template: own } = pairTokenizer(made());
    expect(own).toMatchObject({ prefix: [2], middle: [3], suffix: [3] });
    expect(pairEncoder(pairTokenizer(made()), 9)({ query: 'the', document: '' })).toMatchObject({
      ids: [2, the, 3, 3],
      typeRuns: [{ type: 1, start: 3, end: 4 }],
    });
  });

  it('has both texts where the post-processor is ByteLevel alone, as in the tokenizers library', () => {
    for (const post of [byteLevel, { type: 'Sequence', processors: [byteLevel] }]) {
      expect(pairEncoder(pairTokenizer(made({ post })), 9)(pair).ids).toEqual([the, tram, the, harbour]);
    }
  });

  it('is refused where a text is left out, comes twice, or the document comes first', () => {
    const odd = [[text('A', 0)], [text('B', 0), text('A', 0)], [text('A', 0), text('B', 0), text('A', 0)]];
    for (const parts of odd) {
      expect(() => pairTokenizer(made({ post: template(parts) }))).toThrow(Failure);
    }
  });
});

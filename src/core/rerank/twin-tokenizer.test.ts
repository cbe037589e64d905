import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { spreadTokenizer, type WordPieceFile } from './twin-tokenizer.ts';
import { twins } from './twins.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'public', 'models', 'builtin', 'coverage');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const file: WordPieceFile = read('tokenizer.json');
const config = read('tokenizer_config.json');
const own = new Tokenizer(file, config);

const [query, document] = ['how do I reset my password', '如何 passwords are reset, жизнь'];
const bare = (tokenizer: Tokenizer) => tokenizer.encode(document, { add_special_tokens: false });
const pair = (tokenizer: Tokenizer) =>
  tokenizer.encode(query, { text_pair: document, add_special_tokens: true }).ids;

describe('a twin’s tokenizer', () => {
  it.each(twins)('of $name has different ids for different pieces, all within its vocabulary', (twin) => {
    const { vocab } = spreadTokenizer(file, twin).model;
    const ids = Object.values(vocab);
    expect(new Set(ids).size).toBe(Object.keys(file.model.vocab).length);
    // ModernBERT has no special token among its first ids. Its first piece is the file's sixth, after the
    // special tokens: 5 · 4 + 50,280 mod 11,974.
    expect(Math.min(...ids)).toBe(twin.architecture === 'modernbert' ? 2404 : 0);
    expect(Math.max(...ids)).toBeLessThan(twin.shape.vocab_size);
    // Pieces are spread evenly over the table.
    const upper = ids.filter((id) => id >= twin.shape.vocab_size / 2).length / ids.length;
    expect(upper).toBeGreaterThan(0.45);
    expect(upper).toBeLessThan(0.65);
  });

  it.each(twins)('of $name cuts texts into the same pieces', (twin) => {
    const spread = new Tokenizer(spreadTokenizer(file, twin), config);
    expect(bare(spread).tokens).toEqual(bare(own).tokens);
    expect(bare(spread).ids).not.toEqual(bare(own).ids);
    expect(bare(spread).ids).toHaveLength(bare(own).ids.length);
  });

  it('puts a pair together as BERT does, with BERT’s own special tokens', () => {
    const twin = twins.find(({ architecture }) => architecture === 'bert') ?? twins[0];
    if (twin === undefined) throw new Error('There are no twins.');
    const ids = pair(new Tokenizer(spreadTokenizer(file, twin), config));
    expect(ids[0]).toBe(101);
    expect(ids.filter((id) => id === 102)).toHaveLength(2);
    expect(ids.at(-1)).toBe(102);
    expect(ids).toHaveLength(pair(own).length);
    // A word that the vocabulary does not have.
    expect(ids).toContain(100);
  });

  it('puts a pair together as XLM-RoBERTa does, with a second separator', () => {
    const twin = twins.find(({ architecture }) => architecture === 'xlm-roberta');
    if (twin === undefined) throw new Error('There is no such twin.');
    const ids = pair(new Tokenizer(spreadTokenizer(file, twin), config));
    expect(ids[0]).toBe(0);
    const separators = ids.flatMap((id, place) => (id === 2 ? [place] : []));
    expect(separators).toHaveLength(3);
    expect((separators[1] ?? 0) - (separators[0] ?? 0)).toBe(1);
    expect(separators[2]).toBe(ids.length - 1);
    expect(ids).toContain(3);
  });

  it('puts a pair together as ModernBERT does, with special tokens after all pieces', () => {
    const twin = twins.find(({ architecture }) => architecture === 'modernbert');
    if (twin === undefined) throw new Error('There is no such twin.');
    const ids = pair(new Tokenizer(spreadTokenizer(file, twin), config));
    expect(ids[0]).toBe(50_281);
    expect(ids.filter((id) => id === 50_282)).toHaveLength(2);
    expect(ids.at(-1)).toBe(50_282);
    expect(ids.filter((id) => id > 50_279)).toHaveLength(4);
    expect(ids).toContain(50_280);
  });

  it('leaves the file it was made of as it was', () => {
    expect(file).toEqual(read('tokenizer.json'));
  });
});

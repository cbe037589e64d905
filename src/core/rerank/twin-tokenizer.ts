import type { Twin } from './twins.ts';

/** The parts of a WordPiece model's `tokenizer.json` that contain ids. */
export interface WordPieceFile {
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[];
  readonly post_processor: {
    readonly pair: readonly TemplatePart[];
    readonly special_tokens: Readonly<Record<string, { readonly ids: readonly number[] }>>;
  };
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
}

type TemplatePart =
  | { readonly SpecialToken: { readonly id: string; readonly type_id: number } }
  | { readonly Sequence: { readonly id: string; readonly type_id: number } };

/** ModernBERT's special tokens come after its pieces, and unused ids fill its table. */
const modernBertPieces = 50_280;

/** The ids of special tokens in each family's own vocabulary; in XLM-RoBERTa's the last id is the mask's. */
const specialIds: Readonly<
  Record<Twin['architecture'], (vocabularySize: number) => Readonly<Record<string, number>>>
> = {
  bert: () => ({ '[PAD]': 0, '[UNK]': 100, '[CLS]': 101, '[SEP]': 102, '[MASK]': 103 }),
  modernbert: () => ({
    '[UNK]': modernBertPieces,
    '[CLS]': modernBertPieces + 1,
    '[SEP]': modernBertPieces + 2,
    '[PAD]': modernBertPieces + 3,
    '[MASK]': modernBertPieces + 4,
  }),
  'xlm-roberta': (size) => ({ '[CLS]': 0, '[PAD]': 1, '[SEP]': 2, '[UNK]': 3, '[MASK]': size - 1 }),
};

/**
 * Fits a tokenizer with a smaller vocabulary to a twin. Piece i of n gets the id i · ⌊v / n⌋ + v mod n, so
 * that texts use rows all over the twin's embedding table. Special tokens get their family's own ids. A pair
 * is put together as in the twin's family.
 *
 * @param file with n pieces, no more than the twin's vocabulary v, in ModernBERT's family without what
 * follows its pieces
 */
export function spreadTokenizer<T extends WordPieceFile>(
  file: T,
  { architecture, shape: { vocab_size: size } }: Pick<Twin, 'architecture' | 'shape'>,
): T {
  const { vocab } = file.model;
  const own = Math.max(...Object.values(vocab)) + 1;
  const room = architecture === 'modernbert' ? Math.min(size, modernBertPieces) : size;
  const step = Math.floor(room / own);
  const special = specialIds[architecture](size);
  const idOf = (token: string, id: number) => special[token] ?? id * step + (room - own * step);
  const { post_processor: post } = file;
  return {
    ...file,
    added_tokens: file.added_tokens.map((token) => ({ ...token, id: idOf(token.content, token.id) })),
    post_processor: {
      ...post,
      pair: pairOf[architecture](post.pair),
      special_tokens: Object.fromEntries(
        Object.entries(post.special_tokens).map(([token, entry]) => [
          token,
          { ...entry, ids: entry.ids.map((id) => idOf(token, id)) },
        ]),
      ),
    },
    model: {
      ...file.model,
      vocab: Object.fromEntries(Object.entries(vocab).map(([token, id]) => [token, idOf(token, id)])),
    },
  };
}

/** How each family puts a pair together, from BERT's way. */
const pairOf: Readonly<
  Record<Twin['architecture'], (pair: readonly TemplatePart[]) => readonly TemplatePart[]>
> = {
  bert: (pair) => pair,
  modernbert: (pair) => pair,
  'xlm-roberta': doubledMiddle,
};

/** XLM-RoBERTa puts two separators between query and document. */
function doubledMiddle(pair: readonly TemplatePart[]): readonly TemplatePart[] {
  const second = pair.findIndex((part) => 'Sequence' in part && part.Sequence.id === 'B');
  const separator = pair[second - 1];
  return separator === undefined ? pair : [...pair.slice(0, second), separator, ...pair.slice(second)];
}

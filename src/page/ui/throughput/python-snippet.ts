import { builtinModelId, headlineModelId } from '../../../core/rerank/catalogue.ts';
import { twinOfModelId } from '../../../core/rerank/twin-model-id.ts';

export interface SnippetParts {
  readonly model: OriginalModel;
  readonly maxLength: number;
  readonly pairCount: number;
  /** How long the measured pairs were; `null` where the run does not say. */
  readonly tokens: PairTokens | null;
  /** Whether the page batched pairs of like length. */
  readonly sorted: boolean;
  readonly batchSizes: readonly number[];
  /** The batch size to compare the others with. */
  readonly batchSize: number;
  /** The comments, in the page's language; each becomes one line. */
  readonly comments: {
    readonly measuredOn: string;
    /** Beside the model's name, where it has to be put in or changed. */
    readonly model: string | null;
    readonly pairs: string;
    readonly order: string;
    readonly warmUp: string;
    /** Printed beside the batch size that was recommended. */
    readonly recommended: string;
  };
}

/** Tokens of the measured pairs, special tokens included. */
export interface PairTokens {
  readonly min: number;
  readonly p50: number;
  readonly max: number;
  /** Mean of the pairs in one request; `null` where no cell says it. */
  readonly mean: number | null;
}

const runs = 5;

/**
 * A Python program that times sentence-transformers' `CrossEncoder.predict` at the batch sizes of the sweep and prints
 * pairs per second: all pairs ÷ all seconds, as the page computes it. Its pairs are made-up texts, as many and as long
 * as those that were measured. Texts from a record become string literals or comments and cannot leave them.
 */
export function pythonSnippet(parts: SnippetParts): string {
  const { model, sorted, batchSizes, batchSize, comments } = parts;
  const maxLength = whole(parts.maxLength);
  const pairCount = whole(parts.pairCount);
  const { min, p50, max, shape } = lengthCurve(parts.tokens, Number(pairCount), Number(maxLength));
  const name = [
    pythonString(model.repository),
    `max_length=${maxLength}`,
    ...(model.hasOwnCode ? ['trust_remote_code=True'] : []),
  ].join(', ');
  const modelNote = comments.model === null ? [] : [`# ${pythonComment(comments.model)}`];
  return [
    `# ${pythonComment(comments.measuredOn)}`,
    '# pip install -U sentence-transformers',
    'import time',
    'from functools import cache',
    ...(sorted ? [] : ['from random import Random']),
    '',
    'from sentence_transformers import CrossEncoder',
    '',
    ...modelNote,
    `model = CrossEncoder(${name})`,
    '',
    `# ${pythonComment(comments.pairs)}`,
    `words = "${fillerWords}".split()`,
    '',
    '',
    'def text(count):',
    '    return " ".join(words[i % len(words)] for i in range(count))',
    '',
    '',
    'def length(query, document):',
    `    encoded = model.tokenizer(query, document, truncation=True, max_length=${maxLength})`,
    '    return len(encoded["input_ids"])',
    '',
    '',
    '@cache',
    'def pair(tokens):',
    '    query = text(max(1, min(8, tokens // 4)))',
    '    fewest, most = 1, tokens',
    '    while fewest < most:',
    '        middle = (fewest + most + 1) // 2',
    '        if length(query, text(middle)) <= tokens:',
    '            fewest = middle',
    '        else:',
    '            most = middle - 1',
    '    return query, text(fewest)',
    '',
    '',
    'def tokens_at(share):',
    `    reach = abs(2 * share - 1) ** ${shape}`,
    `    return round(${p50} + reach * ((${max} if share > 0.5 else ${min}) - ${p50}))`,
    '',
    '',
    `# ${pythonComment(comments.order)}`,
    `count = ${pairCount}`,
    'pairs = [pair(tokens_at(i / max(1, count - 1))) for i in range(count)]',
    ...(sorted ? [] : ['Random(0).shuffle(pairs)']),
    'lengths = [length(*one) for one in pairs]',
    'print(f"{count} pairs, {min(lengths)} to {max(lengths)} tokens, mean {sum(lengths) / count:.1f}")',
    '',
    `for batch_size in [${batchSizes.map(whole).join(', ')}]:`,
    `    model.predict(pairs, batch_size=batch_size, show_progress_bar=False)  # ${pythonComment(comments.warmUp)}`,
    '    start = time.perf_counter()',
    `    for _ in range(${runs}):`,
    '        model.predict(pairs, batch_size=batch_size, show_progress_bar=False)',
    '    seconds = time.perf_counter() - start',
    `    mark = ${pythonString(`  <- ${comments.recommended}`)} if batch_size == ${whole(batchSize)} else ""`,
    `    print(f"batch {batch_size}: {${runs} * len(pairs) / seconds:.1f} pairs/s{mark}")`,
    '',
  ].join('\n');
}

/** Common words, which most vocabularies hold as one token each. */
const fillerWords =
  'the people of this city work in many places and they have a good time when the day is long and new';

/** Lengths over the share of pairs that are shorter: from `min` over `p50` to `max`, bent so that their mean is met. */
interface LengthCurve {
  readonly min: number;
  readonly p50: number;
  readonly max: number;
  /** The exponent of the way from the median to either end. */
  readonly shape: number;
}

const flattest = 0.05;
const steepest = 20;

/**
 * The lengths to give to `pairCount` pairs. A run keeps the shortest, the median and the longest of its input, and the
 * tokens of each request: of the curves through the first three this is the one whose mean is the request's, as near as
 * it can be. Lengths without a spread, or of a single pair, are the mean itself; unknown ones are the longest allowed.
 */
export function lengthCurve(tokens: PairTokens | null, pairCount: number, maxLength: number): LengthCurve {
  const allowed = (value: number) =>
    Number.isFinite(value) ? Math.min(maxLength, Math.max(1, round(value))) : maxLength;
  if (tokens === null) return { min: maxLength, p50: maxLength, max: maxLength, shape: 1 };
  const p50 = allowed(tokens.p50);
  const mean = tokens.mean === null ? null : allowed(tokens.mean);
  if (pairCount === 1) {
    const only = mean ?? p50;
    return { min: only, p50: only, max: only, shape: 1 };
  }
  const ends = { min: Math.min(p50, allowed(tokens.min)), p50, max: Math.max(p50, allowed(tokens.max)) };
  // Above zero where the longer half lies farther from the median than the shorter one.
  const skew = ends.max + ends.min - 2 * p50;
  if (mean === null || skew === 0) return { ...ends, shape: 1 };
  let [low, high] = [flattest, steepest];
  for (let i = 0; i < 40; i++) {
    const shape = (low + high) / 2;
    const isBeyond = Math.sign(skew) * (meanOf({ ...ends, shape }, pairCount) - mean) > 0;
    if (isBeyond) low = shape;
    else high = shape;
  }
  return { ...ends, shape: round((low + high) / 2) };
}

/** A record from elsewhere may hold any number of pairs; so many show the curve's mean well enough. */
const mostSummed = 1000;

/** The mean of the lengths that the program makes. */
function meanOf(curve: LengthCurve, pairCount: number): number {
  const count = Math.min(pairCount, mostSummed);
  let total = 0;
  for (let i = 0; i < count; i++) total += lengthAt(curve, i / Math.max(1, count - 1));
  return total / count;
}

function lengthAt({ min, p50, max, shape }: LengthCurve, share: number): number {
  const reach = Math.abs(2 * share - 1) ** shape;
  return p50 + reach * ((share > 0.5 ? max : min) - p50);
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** What Python's tokeniser, a terminal or an editor might take for more than text: controls, invisible and bidirectional marks. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A Python string literal that holds exactly `text`; half a surrogate pair, which no encoding has, becomes U+FFFD. */
export function pythonString(text: string): string {
  const safe = text.replace(/["\\]/g, (one) => `\\${one}`).replace(unsafe, escaped);
  return `"${safe}"`;
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/** Text for one line behind `#`; whatever could end the line is a space. */
export const pythonComment = (text: string): string => text.replace(unsafe, ' ').trim();

/** A record from elsewhere may hold any number; the program gets a whole one. */
const whole = (value: number): string => String(Number.isFinite(value) ? Math.max(1, Math.round(value)) : 1);

/** The repository from which sentence-transformers loads what a model id of the page stands for. */
interface OriginalModel {
  readonly repository: string;
  /**
   * `same`: the page measured a conversion of it; `example`: the built-in model has no counterpart on a server, so this one
   * stands in; `unknown`: which model was converted is not known, so the visitor has to put it there.
   */
  readonly kind: 'same' | 'example' | 'unknown';
  /** The repository brings model code of its own, which has to be allowed. */
  readonly hasOwnCode: boolean;
}

/** Conversions to ONNX that live in a repository of another name. */
const originals: Readonly<Record<string, string>> = {
  [headlineModelId]: 'BAAI/bge-reranker-v2-m3',
  'Xenova/bge-reranker-base': 'BAAI/bge-reranker-base',
  'Xenova/bge-reranker-large': 'BAAI/bge-reranker-large',
  'onnx-community/bge-reranker-base-ONNX': 'BAAI/bge-reranker-base',
  'onnx-community/bge-reranker-large-ONNX': 'BAAI/bge-reranker-large',
  'Xenova/ms-marco-MiniLM-L-6-v2': 'cross-encoder/ms-marco-MiniLM-L6-v2',
  'Xenova/ms-marco-MiniLM-L-12-v2': 'cross-encoder/ms-marco-MiniLM-L12-v2',
  'Xenova/ms-marco-TinyBERT-L-2-v2': 'cross-encoder/ms-marco-TinyBERT-L2-v2',
};

const exampleRepository = 'BAAI/bge-reranker-v2-m3';

/** Accounts that hold conversions of other people's models, so their ids are not the originals'. */
const converters = /^(?:Xenova|onnx-community)\//;

/** @param modelId as the record has it: `builtin:…`, `twin:…`, `local:…` or a hub id; from an import it may be anything */
export function originalModel(modelId: string): OriginalModel {
  const id = twinOfModelId(modelId)?.catalogueId ?? modelId.replace(/^twin:/, '');
  if (id === builtinModelId) return { repository: exampleRepository, kind: 'example', hasOwnCode: false };
  const known = Object.hasOwn(originals, id) ? originals[id] : undefined;
  if (known !== undefined) return { repository: known, kind: 'same', hasOwnCode: false };
  if (id.includes(':') || !id.includes('/') || converters.test(id))
    return { repository: id.replace(/^local:/, ''), kind: 'unknown', hasOwnCode: false };
  return { repository: id, kind: 'same', hasOwnCode: id.startsWith('jinaai/') };
}

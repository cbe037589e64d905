import { builtinModelId, headlineModelId } from '../../../core/rerank/catalogue.ts';
import { twinOfModelId } from '../../../core/rerank/twins.ts';

export interface SnippetParts {
  readonly model: OriginalModel;
  readonly maxLength: number;
  readonly pairCount: number;
  /** How long the measured pairs were; `null` if the run does not say. */
  readonly tokens: PairTokens | null;
  /** Whether the page sorted pairs by length before it batched them. */
  readonly sorted: boolean;
  readonly batchSizes: readonly number[];
  /** The batch size to compare the others with. */
  readonly batchSize: number;
  /** The comments, in the page's language; each becomes one line. */
  readonly comments: {
    readonly measuredOn: string;
    /** Stands above the model's name if that has to be changed; else `null`. */
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
  /** The mean over the pairs of one request; `null` if no cell has it. */
  readonly mean: number | null;
}

const runs = 5;

/**
 * A Python program that times sentence-transformers' `CrossEncoder.predict` at the batch sizes of the sweep
 * and prints pairs per second: all pairs ÷ all seconds, as the page computes it. Its pairs are made-up texts,
 * as many and as long as those that were measured. Texts from a record become string literals or comments and
 * cannot leave them.
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

/**
 * The lengths of pairs from the shortest to the longest, bent so that their mean is that of the measured
 * ones.
 */
interface LengthCurve {
  readonly min: number;
  readonly p50: number;
  readonly max: number;
  /** The exponent of the curve from the median to either end; 1 is a straight line. */
  readonly shape: number;
}

const flattest = 0.05;
const steepest = 20;

/**
 * The lengths to give to `pairCount` pairs. A run records the shortest, median and longest pair of its input,
 * and the tokens of each request. This curve goes through the first three, and its mean comes as close as
 * possible to that of the request. A single pair gets the mean. If nothing is known, every pair is as long as
 * allowed.
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
  // Positive if the longer half reaches further from the median than the shorter half.
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

/** An imported record may claim any number of pairs. This many give the mean well enough. */
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

/**
 * Characters that Python, a terminal or an editor might interpret: controls, invisible and bidirectional
 * marks.
 */
const unsafe = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A Python string literal with exactly `text`. A lone surrogate, which cannot be encoded, becomes U+FFFD. */
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

/** Text for one line after `#`. Characters that could end the line become spaces. */
export const pythonComment = (text: string): string => text.replace(unsafe, ' ').trim();

/** An imported record may hold any number. The program gets a positive whole one. */
const whole = (value: number): string => String(Number.isFinite(value) ? Math.max(1, Math.round(value)) : 1);

/** The repository from which sentence-transformers loads the model that the page measured. */
interface OriginalModel {
  readonly repository: string;
  /**
   * `same`: the page measured a conversion of it. `example`: the built-in model has no counterpart on a
   * server, so this is a stand-in. `unknown`: the original of the conversion is not known, so the visitor has
   * to enter it.
   */
  readonly kind: 'same' | 'example' | 'unknown';
  /** The repository has model code of its own, which the program must allow. */
  readonly hasOwnCode: boolean;
}

/** ONNX conversions whose repository has another name than the original. */
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

/** Accounts that hold conversions of other people's models. */
const converters = /^(?:Xenova|onnx-community)\//;

/**
 * @param modelId as in the record: `builtin:…`, `twin:…`, `local:…` or a hub id; in an imported one it may be
 * anything
 */
export function originalModel(modelId: string): OriginalModel {
  const id = twinOfModelId(modelId)?.catalogueId ?? modelId.replace(/^twin:/, '');
  if (id === builtinModelId) return { repository: exampleRepository, kind: 'example', hasOwnCode: false };
  const known = Object.hasOwn(originals, id) ? originals[id] : undefined;
  if (known !== undefined) return { repository: known, kind: 'same', hasOwnCode: false };
  if (id.includes(':') || !id.includes('/') || converters.test(id))
    return { repository: id.replace(/^local:/, ''), kind: 'unknown', hasOwnCode: false };
  return { repository: id, kind: 'same', hasOwnCode: id.startsWith('jinaai/') };
}

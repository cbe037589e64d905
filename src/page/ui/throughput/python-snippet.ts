import type { OriginalModel } from './original-model.ts';

export interface SnippetParts {
  readonly model: OriginalModel;
  readonly maxLength: number;
  readonly pairCount: number;
  readonly batchSizes: readonly number[];
  /** The batch size to compare the others with. */
  readonly batchSize: number;
  /** The comments, in the page's language; each becomes one line. */
  readonly comments: {
    readonly measuredOn: string;
    /** Beside the model's name, where it has to be put in or changed. */
    readonly model: string | null;
    readonly pairs: string;
    readonly warmUp: string;
    /** Printed beside the batch size that was recommended. */
    readonly recommended: string;
  };
}

const runs = 5;

/**
 * A Python program that times sentence-transformers' `CrossEncoder.predict` at the batch sizes of the sweep and prints
 * pairs per second: all pairs ÷ all seconds, as the page computes it. Texts from a record become string literals or
 * comments and cannot leave them.
 */
export function pythonSnippet({
  model,
  maxLength,
  pairCount,
  batchSizes,
  batchSize,
  comments,
}: SnippetParts) {
  const name = [
    pythonString(model.repository),
    `max_length=${whole(maxLength)}`,
    ...(model.hasOwnCode ? ['trust_remote_code=True'] : []),
  ].join(', ');
  const modelNote = comments.model === null ? [] : [`# ${pythonComment(comments.model)}`];
  return [
    `# ${pythonComment(comments.measuredOn)}`,
    '# pip install -U sentence-transformers',
    'import time',
    '',
    'from sentence_transformers import CrossEncoder',
    '',
    ...modelNote,
    `model = CrossEncoder(${name})`,
    '',
    `# ${pythonComment(comments.pairs)}`,
    `pairs = [("your query", "one of your documents")] * ${whole(pairCount)}`,
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

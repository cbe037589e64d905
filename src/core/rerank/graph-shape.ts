import type { PaddedBatch } from './batching.ts';

/** Which batches a model's graph takes. Each is absent where the graph takes any. */
export interface GraphShape {
  /** Pairs that every pass must have. */
  readonly fixedPairs?: number;
  /** Tokens that every pair must have. */
  readonly fixedLength?: number;
  /** It takes no attention mask, so that padding would count as text. */
  readonly takesMask?: false;
}

/** A part of a batch that the graph takes as it is. */
export interface BatchPart {
  readonly batch: PaddedBatch;
  /** Which row of the whole batch each of its first rows is. Those after them only fill it up. */
  readonly rows: readonly number[];
}

/**
 * A batch in parts that the graph takes, one after another. It is the batch itself, unless the graph takes a
 * certain number of pairs or tokens alone, or no mask. Without a mask nothing may be padded, so only rows of
 * equal length go together.
 */
export function partsOf(batch: PaddedBatch, shape: GraphShape, paddingId: number): readonly BatchPart[] {
  if (takesAny(shape)) return [{ batch, rows: allRows(batch) }];
  return rowGroups(batch, shape).flatMap((group) => {
    const most = shape.fixedPairs ?? group.rows.length;
    const parts: BatchPart[] = [];
    for (let at = 0; at < group.rows.length; at += most) {
      const taken = group.rows.slice(at, at + most);
      parts.push({ batch: cutOut(batch, taken, most, group.length, paddingId), rows: taken });
    }
    return parts;
  });
}

/** What a pass of a batch computes: tokens, padding included, and Σ pairs · length². */
export function computedTokens(
  batch: PaddedBatch,
  shape: GraphShape = {},
): { readonly tokens: number; readonly squaredTokens: number } {
  const { pairs, length } = batch;
  if (takesAny(shape)) return { tokens: pairs * length, squaredTokens: pairs * length ** 2 };
  let tokens = 0;
  let squaredTokens = 0;
  for (const group of rowGroups(batch, shape)) {
    const { fixedPairs: most = group.rows.length } = shape;
    const computed = Math.ceil(group.rows.length / most) * most;
    tokens += computed * group.length;
    squaredTokens += computed * group.length ** 2;
  }
  return { tokens, squaredTokens };
}

const takesAny = ({ fixedPairs, fixedLength, takesMask }: GraphShape): boolean =>
  fixedPairs === undefined && fixedLength === undefined && takesMask !== false;

const allRows = ({ pairs }: PaddedBatch): number[] => Array.from({ length: pairs }, (_, row) => row);

/** Rows that may share a pass, and the length that they have in it. */
function rowGroups(
  batch: PaddedBatch,
  { fixedLength, takesMask }: GraphShape,
): readonly { readonly rows: readonly number[]; readonly length: number }[] {
  const rows = allRows(batch);
  if (takesMask !== false) return [{ rows, length: fixedLength ?? batch.length }];
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const length = realLength(batch, row);
    const group = groups.get(length);
    if (group === undefined) groups.set(length, [row]);
    else group.push(row);
  }
  return [...groups].map(([length, own]) => ({ rows: own, length }));
}

function realLength({ attentionMask, length }: PaddedBatch, row: number): number {
  const places = attentionMask.subarray(row * length, (row + 1) * length);
  return places.reduce((real, one) => real + Number(one), 0);
}

/**
 * Rows of a batch as a batch of their own, with so many rows of so many tokens. The last row is repeated
 * where there are too few. A row of padding alone would give no numbers, which eight-bit models spread to
 * others.
 */
function cutOut(
  batch: PaddedBatch,
  rows: readonly number[],
  pairs: number,
  length: number,
  paddingId: number,
): PaddedBatch {
  const sources = Array.from({ length: pairs }, (_, row) => rows[row] ?? rows.at(-1) ?? 0);
  const take = (from: BigInt64Array, filler: bigint) => {
    const into = new BigInt64Array(pairs * length).fill(filler);
    for (const [row, source] of sources.entries()) {
      const end = (source + 1) * batch.length;
      // A row that is too long has padding to lose, which stands before its text or after it.
      const isBefore = batch.attentionMask[end - batch.length] === 0n;
      const start = end - (isBefore ? Math.min(length, batch.length) : batch.length);
      into.set(from.subarray(start, Math.min(end, start + length)), row * length);
    }
    return into;
  };
  return {
    pairs,
    length,
    inputIds: take(batch.inputIds, BigInt(paddingId)),
    attentionMask: take(batch.attentionMask, 0n),
    tokenTypeIds: take(batch.tokenTypeIds, 0n),
  };
}

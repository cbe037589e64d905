import { type InferenceSession, Tensor } from 'onnxruntime-web';
import type { SegmentedPair } from './coverage-reference.ts';

export interface ScoringOptions {
  /** Id that fills up shorter pairs. */
  readonly padId?: number;
  /** `false` sets the attention mask to 1 for padding, too. */
  readonly maskPadding?: boolean;
}

/** Logits of pairs that go through a cross-encoder as one batch, padded to the longest. */
export async function scorePairs(
  session: InferenceSession,
  pairs: readonly SegmentedPair[],
  { padId = 0, maskPadding = true }: ScoringOptions = {},
): Promise<readonly number[]> {
  const width = Math.max(...pairs.map((pair) => pair.ids.length));
  const rows = (row: (pair: SegmentedPair) => readonly number[], filler: number) => {
    const elements = pairs.flatMap((pair) => {
      const values = row(pair);
      return [...values, ...new Array<number>(width - values.length).fill(filler)];
    });
    return new Tensor('int64', BigInt64Array.from(elements, BigInt), [pairs.length, width]);
  };
  const inputs: Record<string, Tensor> = {
    input_ids: rows((pair) => pair.ids, padId),
    attention_mask: rows((pair) => pair.ids.map(() => 1), maskPadding ? 0 : 1),
    token_type_ids: rows((pair) => pair.segments, 0),
  };
  const taken = session.inputNames.flatMap((name) => {
    const tensor = inputs[name];
    return tensor ? [[name, tensor] as const] : [];
  });
  const { logits } = await session.run(Object.fromEntries(taken));
  return Array.from(logits?.data as Float32Array);
}

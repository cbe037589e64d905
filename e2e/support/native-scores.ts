import { join } from 'node:path';
import { AutoTokenizer, env } from '@huggingface/transformers';
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { findNativeRuntime, isNativeRuntimeRequired } from '../../scripts/native-runtime.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import type { test as base } from './fixtures.ts';

/** What native ONNX Runtime is to do with a model's file, where it is not the usual. */
export interface NativeUse {
  /** The graph's file in the repository. Default: `onnx/model.onnx`. */
  readonly file?: string;
  readonly inputs?: 'int32';
  /** The only shape that the graph takes. */
  readonly fixed?: { readonly pairs: number; readonly tokens: number };
  /** The score in what the graph answers for a pair. Default: its only value. */
  readonly score?: (answer: readonly number[]) => number;
}

/**
 * Opens a model in native ONNX Runtime. Nothing of the product takes part: transformers.js encodes each pair
 * with `text_pair`, and each goes through the graph alone, without padding.
 *
 * @param folder holds `<owner>/<name>/<file>`
 */
export async function openNative(
  folder: string,
  repository: string,
  { file = 'onnx/model.onnx', inputs, fixed, score = ([only = Number.NaN]) => only }: NativeUse = {},
): Promise<(pairs: readonly Pair[]) => Promise<readonly number[]>> {
  const native = findNativeRuntime();
  if (native.state === 'absent') throw new Error(native.reason);
  const { onnx } = native;
  env.localModelPath = `${folder}/`;
  env.allowRemoteModels = false;
  const tokenizer = await AutoTokenizer.from_pretrained(repository);
  const session: InferenceSession = await onnx.InferenceSession.create(join(folder, repository, file), {
    logSeverityLevel: 3,
    // The reference computes operator by operator what the file says. (1.17.0 also crashes as it fuses a
    // normalisation without a shift, which ModernBERT has.)
    graphOptimizationLevel: 'disabled',
  });
  const tensor = (row: readonly number[], filler: number): Tensor => {
    const { pairs, tokens } = fixed ?? { pairs: 1, tokens: row.length };
    const padded = [...row, ...new Array<number>(tokens - row.length).fill(filler)];
    const all = Array.from({ length: pairs }, () => padded).flat();
    const size = [pairs, tokens];
    return inputs === 'int32'
      ? new onnx.Tensor('int32', Int32Array.from(all), size)
      : new onnx.Tensor('int64', BigInt64Array.from(all, BigInt), size);
  };
  const scoreOf = async ({ query, document }: Pair): Promise<number> => {
    const { input_ids, token_type_ids } = tokenizer(query, { text_pair: document, return_tensor: false });
    const ids = (input_ids as number[][] | number[]).flat();
    const types = ((token_type_ids ?? ids.map(() => 0)) as number[][] | number[]).flat();
    const feeds: Record<string, Tensor> = {
      input_ids: tensor(ids, 0),
      attention_mask: tensor(
        ids.map(() => 1),
        0,
      ),
      token_type_ids: tensor(types, 0),
      position_ids: tensor([...ids.keys()], 0),
    };
    const wanted = session.inputNames.map((name) => [name, feeds[name] as Tensor] as const);
    const [answer] = Object.values(await session.run(Object.fromEntries(wanted)));
    const values = Array.from((answer as Tensor).data as Float32Array, Number);
    return score(values.slice(0, values.length / (fixed?.pairs ?? 1)));
  };
  return async (pairs) => {
    const scores: number[] = [];
    for (const pair of pairs) scores.push(await scoreOf(pair));
    return scores;
  };
}

/** Skips a group of tests where native ONNX Runtime is not there, or fails them where it has to be. */
export function requireNative(test: Pick<typeof base, 'beforeEach' | 'skip'>): void {
  const native = findNativeRuntime();
  const absence = native.state === 'absent' ? native.reason : null;
  test.beforeEach(() => {
    if (absence !== null && isNativeRuntimeRequired()) throw new Error(absence);
    test.skip(absence !== null, absence ?? '');
  });
}

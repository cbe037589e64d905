import { env, type PretrainedConfig } from '@huggingface/transformers';
import { mayHaveHeadBeside, readModelConfig } from '../../core/model-files/model-config.ts';
import { readHead, readHeadPlan } from '../../core/model-files/modules.ts';
import type { EncoderHead } from '../../core/onnx/encoder-head.ts';
import { Failure } from '../../core/rerank/failure.ts';

/**
 * The head that lies beside an encoder; `null` where there is none. Nothing is asked for where the model's
 * configuration names a head, or is of no architecture that can be run.
 *
 * @param base address under which the model's files lie
 * @throws Failure naming a file that cannot be had or read
 */
export async function headBeside(config: PretrainedConfig, base: string): Promise<EncoderHead | null> {
  const facts = readModelConfig(config);
  if (facts === null || !mayHaveHeadBeside(facts)) return null;
  const open = async (path: string): Promise<Response | null> => {
    const response = await env.fetch(base + path);
    return response.status === 404 ? null : response;
  };
  const plan = await readHeadPlan(async (path) => {
    try {
      return await (await open(path))?.json();
    } catch (error) {
      if (error instanceof Failure) throw error;
      return undefined;
    }
  });
  if (plan === null) return null;
  return readHead(plan, async (path) => {
    const response = await open(path);
    if (response === null) throw new Failure('model-not-found', base + path);
    return new Uint8Array(await response.arrayBuffer());
  });
}

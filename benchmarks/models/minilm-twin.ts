import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomWeights } from '../../e2e/support/hub-models/random-weights.ts';
import { graphPath } from '../../src/core/model-files/weight-files.ts';
import { bertModel } from '../../src/core/onnx/bert/bert-model.ts';
import { twinConfig } from '../../src/core/onnx/twin/twin-model.ts';
import { float32Format, quantizedFormat } from '../../src/core/onnx/weight-format.ts';
import { spreadTokenizer } from '../../src/core/rerank/twin-tokenizer.ts';
import { findTwin } from '../../src/core/rerank/twins.ts';

export const miniLmTwinRepository = 'benchmarks/minilm-twin';

/** The dtypes that the files are written in. */
export const miniLmTwinDtypes = ['fp32', 'q8'] as const;
export type MiniLmTwinDtype = (typeof miniLmTwinDtypes)[number];

const formats = { fp32: float32Format, q8: quantizedFormat };

/** The path of a repository's file within the folder of all models. */
export const miniLmTwinFile = (folder: string, path: string): string =>
  join(folder, miniLmTwinRepository, path);

/**
 * Writes `twin:ms-marco-MiniLM-L-6-v2` as files of a hub, for programs that cannot build it in memory. Graph,
 * sizes and tokenizer are the same. Every tensor has its own weights, so that scores differ from document to
 * document.
 */
export async function writeMiniLmTwin(folder: string): Promise<void> {
  const twin = findTwin('ms-marco-MiniLM-L-6-v2');
  if (twin === undefined) throw new Error('There is no twin of MiniLM.');
  const { architecture, shape, contextTokens } = twin;
  const builtIn = join(import.meta.dirname, '..', '..', 'public', 'models', 'builtin', 'coverage');
  const read = async (name: string) => JSON.parse(await readFile(join(builtIn, name), 'utf8'));
  const write = async (path: string, content: Uint8Array | object) => {
    const place = miniLmTwinFile(folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content instanceof Uint8Array ? content : JSON.stringify(content));
  };
  await write('config.json', twinConfig({ architecture, shape, dtype: 'fp32' }));
  await write('tokenizer.json', spreadTokenizer(await read('tokenizer.json'), twin));
  await write('tokenizer_config.json', {
    ...(await read('tokenizer_config.json')),
    model_max_length: contextTokens,
  });
  for (const dtype of miniLmTwinDtypes) {
    const model = bertModel({
      shape,
      labels: 1,
      format: formats[dtype],
      weights: randomWeights(6),
      style: 'exported',
    });
    await write(graphPath(dtype), model);
  }
}

import type { Dtype } from '../rerank/devices.ts';
import { fileNameOf, type WeightFiles } from './weight-files.ts';

/** The dtypes that `auto` chooses from: stand-ins with exporters' names only where there is nothing else. */
export function usualDtypes(weights: readonly Pick<WeightFiles, 'dtype' | 'file'>[]): readonly Dtype[] {
  const own = weights.filter(({ file }) => file === undefined);
  return (own.length > 0 ? own : weights).map(({ dtype }) => dtype);
}

/** Whether the setting `file` means this file: by its name, with or without its ending, or by its path. */
export function isFileNamed(asked: string, graph: string): boolean {
  const name = fileNameOf(graph);
  return asked === name || `${asked}.onnx` === name || asked === graph;
}

/**
 * The dtype that a graph's file name tells of. Exporters' names: https://huggingface.co/docs/optimum-onnx and
 * https://sbert.net/docs/cross_encoder/usage/efficiency.html (`O4` computes in half precision).
 */
export const dtypeOfName = (name: string): Dtype =>
  tellingNames.find(([, form]) => form.test(name))?.[0] ?? 'fp32';

const tellingNames: readonly (readonly [Dtype, RegExp])[] = [
  ['q4f16', /q4f16/i],
  ['q4', /bnb4|int4|q4|4bit|nf4|fp4/i],
  ['q8', /int8|quant|q8|8bit/i],
  ['fp16', /fp16|float16|half|_O4\b/i],
];

/**
 * What a lane may change in ONNX Runtime's WebGPU provider, one thing at a time, so that its speed shows what
 * that one thing does. Most are spelled as in `WebGpuExecutionProviderOption` and `SessionOptions` of
 * onnxruntime-common 1.31: the part before the hyphen says which option, and the rest its value.
 */
export const gpuOptions = [
  'validation-wgpuOnly',
  'validation-full',
  'cache-simple',
  'cache-lazyRelease',
  'output-gpu',
  'graph-capture',
] as const;
export type GpuOption = (typeof gpuOptions)[number];

/** `standard` changes nothing. */
export const gpuOptionChoices = ['standard', ...gpuOptions] as const;
export type GpuOptionChoice = (typeof gpuOptionChoices)[number];

/** A choice as a lane holds it: a lane without the field has the standard options. */
export const gpuOptionOf = (choice: GpuOptionChoice): { readonly gpuOption?: GpuOption } =>
  choice === 'standard' ? {} : { gpuOption: choice };

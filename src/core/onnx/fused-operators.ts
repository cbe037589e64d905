/**
 * Operators of ONNX Runtime that stand for several of ONNX's own. Exporters and optimisers write them into a
 * graph; a device computes each by a kernel of its own.
 */
const attention = [
  'Attention',
  'GroupQueryAttention',
  'MultiHeadAttention',
  'PackedAttention',
  'PackedMultiHeadAttention',
] as const;
const others = [
  'BiasGelu',
  'EmbedLayerNormalization',
  'FastGelu',
  'FusedMatMul',
  'Gelu',
  'QuickGelu',
  'RotaryEmbedding',
  'SimplifiedLayerNormalization',
  'SkipLayerNormalization',
  'SkipSimplifiedLayerNormalization',
] as const;
const fused: ReadonlySet<string> = new Set([...attention, ...others]);

/** Whether one of a graph's fused operators computes attention as a whole. */
export const hasFusedAttention = (operators: readonly string[]): boolean =>
  attention.some((name) => operators.includes(name));

/**
 * The fused operators among a graph's operators, by name. What the runtime fuses while it loads the file is
 * not among them.
 */
export const fusedOperators = (operators: ReadonlySet<string>): readonly string[] =>
  [...operators].filter((name) => fused.has(name)).sort();

/** What an operator of a reranker's graph does, as far as a profile tells operators apart. */
export const operatorKinds = ['matrix-product', 'attention', 'normalisation', 'other'] as const;
export type OperatorKind = (typeof operatorKinds)[number];

/** ONNX operators and ONNX Runtime's own, by what they do. All that are not listed are `other`. */
const kindOfType = new Map<string, OperatorKind>([
  ...listed('matrix-product', [
    ...['MatMul', 'FusedMatMul', 'FusedMatMulActivation', 'MatMulNBits', 'MatMulBnb4', 'Einsum'],
    ...['MatMulInteger', 'MatMulIntegerToFloat', 'DynamicQuantizeMatMul', 'QLinearMatMul'],
    ...['Gemm', 'FusedGemm', 'QGemm', 'Conv', 'FusedConv', 'ConvInteger', 'QLinearConv'],
  ]),
  ...listed('attention', [
    ...['Attention', 'QAttention', 'MultiHeadAttention', 'GroupQueryAttention', 'PackedAttention'],
    ...['PackedMultiHeadAttention', 'DecoderMaskedMultiHeadAttention', 'RelativePositionBias'],
    ...['GatedRelativePositionBias', 'RotaryEmbedding', 'Softmax', 'BiasSoftmax', 'QLinearSoftmax'],
  ]),
  ...listed('normalisation', [
    ...['LayerNormalization', 'SkipLayerNormalization', 'EmbedLayerNormalization'],
    ...['QEmbedLayerNormalization', 'SimplifiedLayerNormalization', 'SkipSimplifiedLayerNormalization'],
    ...['RMSNormalization', 'BatchNormalization', 'InstanceNormalization', 'GroupNormalization'],
    ...['GroupNorm', 'SkipGroupNorm', 'LpNormalization'],
  ]),
]);

function listed(kind: OperatorKind, types: readonly string[]): [string, OperatorKind][] {
  return types.map((type) => [type, kind]);
}

/** Products whose second operand may be activations instead of weights. */
const products: ReadonlySet<string> = new Set(['MatMul', 'FusedMatMul', 'FusedMatMulActivation', 'Einsum']);

/**
 * What an operator does. Weights are matrices, so a product whose second operand has more dimensions
 * multiplies activations with activations. In an encoder that is attention: queries with keys, or its weights
 * with values.
 *
 * @param type the ONNX operator type, such as `MatMul`
 * @param secondRank dimensions of the second operand; `null` where that is not known
 */
export function operatorKind(type: string, secondRank: number | null): OperatorKind {
  if (products.has(type) && secondRank !== null && secondRank > 2) return 'attention';
  return kindOfType.get(type) ?? 'other';
}

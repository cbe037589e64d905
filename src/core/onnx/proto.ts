import * as onnxProto from 'onnx-proto';

/**
 * ONNX's protobuf messages. `onnx-proto` is a CommonJS module whose exports Node cannot see by name, so there it is
 * the default export; a bundler offers the names themselves.
 */
export const { onnx } = (onnxProto as typeof onnxProto & { default?: typeof onnxProto }).default ?? onnxProto;

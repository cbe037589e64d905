/**
 * The element types of ONNX tensors that this project uses, with their code in `TensorProto.DataType` and
 * their size.
 */
const dataTypes = {
  float32: { code: 1, bytes: 4 },
  uint8: { code: 2, bytes: 1 },
  int8: { code: 3, bytes: 1 },
  int32: { code: 6, bytes: 4 },
  int64: { code: 7, bytes: 8 },
  bool: { code: 9, bytes: 1 },
  float16: { code: 10, bytes: 2 },
} as const;

export type DataType = keyof typeof dataTypes;

/** The type's number in ONNX's `TensorProto.DataType` enum. */
export function dataTypeCode(type: DataType): number {
  return dataTypes[type].code;
}

/** The type of that number in the enum; `null` where it is none of those used here. */
export function dataTypeOf(code: number): DataType | null {
  const found = Object.entries(dataTypes).find(([, type]) => type.code === code);
  return found === undefined ? null : (found[0] as DataType);
}

/** Bytes of one element. */
export function bytesPerElement(type: DataType): number {
  return dataTypes[type].bytes;
}

/** Sizes of a tensor's axes, outermost first. */
export type Shape = readonly number[];

interface ElementsOf {
  float32: Float32Array;
  /** Half-precision bit patterns: see `toFloat16`. */
  float16: Uint16Array;
  int8: Int8Array;
  uint8: Uint8Array;
  int32: Int32Array;
  int64: BigInt64Array;
}

export type StoredType = keyof ElementsOf;

/** A tensor whose elements are in the model file itself, row-major. */
export type InlineTensor = {
  [T in StoredType]: {
    readonly storage: 'inline';
    readonly type: T;
    readonly shape: Shape;
    readonly elements: ElementsOf[T];
  };
}[StoredType];

/** Where a tensor's bytes are in a file beside the model (little-endian, row-major). */
export interface ExternalPlace {
  /** The file's path relative to the model file; ONNX Runtime Web matches it with `externalData[].path`. */
  readonly location: string;
  /** Position of the first byte. Tensors may overlap. */
  readonly offset: number;
  readonly length: number;
}

/**
 * A tensor whose elements are in another file. Models over 2 GiB need this, since a protobuf message is
 * smaller.
 */
export interface ExternalTensor {
  readonly storage: 'external';
  readonly type: StoredType;
  readonly shape: Shape;
  readonly place: ExternalPlace;
}

export type Tensor = InlineTensor | ExternalTensor;

export function float32Tensor(shape: Shape, elements: Float32Array): InlineTensor {
  return sized({ storage: 'inline', type: 'float32', shape, elements });
}

/** `elements` are half-precision bit patterns: see `toFloat16`. */
export function float16Tensor(shape: Shape, elements: Uint16Array): InlineTensor {
  return sized({ storage: 'inline', type: 'float16', shape, elements });
}

export function int8Tensor(shape: Shape, elements: Int8Array): InlineTensor {
  return sized({ storage: 'inline', type: 'int8', shape, elements });
}

export function uint8Tensor(shape: Shape, elements: Uint8Array): InlineTensor {
  return sized({ storage: 'inline', type: 'uint8', shape, elements });
}

export function int32Tensor(shape: Shape, elements: Int32Array): InlineTensor {
  return sized({ storage: 'inline', type: 'int32', shape, elements });
}

export function int64Tensor(shape: Shape, elements: BigInt64Array): InlineTensor {
  return sized({ storage: 'inline', type: 'int64', shape, elements });
}

/** A float32 tensor without axes. */
export function scalar(value: number): InlineTensor {
  return float32Tensor([], new Float32Array([value]));
}

/** @throws RangeError when the place's length is not the shape's size in bytes. */
export function externalTensor(type: StoredType, shape: Shape, place: ExternalPlace): ExternalTensor {
  const expected = elementCount(shape) * bytesPerElement(type);
  if (place.length !== expected) {
    throw new RangeError(`${describeTensor(type, shape)} takes ${expected} bytes, not ${place.length}`);
  }
  return { storage: 'external', type, shape, place };
}

export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * The tensor's bytes as ONNX stores them (`raw_data`). ONNX demands little-endian, and so are all machines
 * that run JavaScript today.
 */
export function tensorBytes({ elements }: InlineTensor): Uint8Array {
  return new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
}

function sized(tensor: InlineTensor): InlineTensor {
  const expected = elementCount(tensor.shape);
  if (tensor.elements.length !== expected) {
    throw new RangeError(
      `${describeTensor(tensor.type, tensor.shape)} takes ${expected} elements, not ${tensor.elements.length}`,
    );
  }
  return tensor;
}

function describeTensor(type: DataType, shape: Shape): string {
  return `a tensor ${type}[${shape.join(', ')}]`;
}

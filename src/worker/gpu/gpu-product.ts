import { float16Value } from '../../core/onnx/float16.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { matmulShader, type ShaderPrecision, type Tiling, tileColumns, tileRows } from './matmul-shader.ts';
import { type Operands, productAt } from './product-operands.ts';

/**
 * Flags of the specification (https://www.w3.org/TR/webgpu/#buffer-usage); TypeScript's library knows the
 * types alone.
 */
const usage = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 } as const;
const mapForReading = 0x1;

/** Half-precision bits of −1, 0 and 1. */
const halves = Uint16Array.of(0xbc00, 0, 0x3c00);

/** One product of two matrices, ready on a GPU. */
export class GpuProduct {
  readonly #device: GPUDevice;
  readonly #operands: Operands;
  readonly #precision: ShaderPrecision;
  readonly #pipeline: GPUComputePipeline;
  readonly #buffers: readonly [a: GPUBuffer, b: GPUBuffer, c: GPUBuffer];
  readonly #groups: readonly [across: number, down: number];

  /** @throws Failure `unknown`, `gpu-memory` with what WebGPU says */
  static async make(
    device: GPUDevice,
    matrices: Operands,
    tiling: Tiling,
    precision: ShaderPrecision,
  ): Promise<GpuProduct> {
    const { size } = matrices;
    device.pushErrorScope('out-of-memory');
    device.pushErrorScope('validation');
    const module = device.createShaderModule({ code: matmulShader(size, tiling, precision) });
    const pipeline = device.createComputePipeline({
      layout: 'auto',
      compute: { module, entryPoint: 'main' },
    });
    const buffers = [
      filledBuffer(device, matrices.a, precision),
      filledBuffer(device, matrices.b, precision),
      device.createBuffer({
        size: size.rows * size.columns * bytesOf(precision),
        usage: usage.storage | usage.copySource,
      }),
    ] as const;
    const invalid = await device.popErrorScope();
    const noMemory = await device.popErrorScope();
    if (invalid !== null || noMemory !== null) {
      for (const buffer of buffers) buffer.destroy();
      throw new Failure(noMemory === null ? 'unknown' : 'gpu-memory', (noMemory ?? invalid)?.message ?? '');
    }
    return new GpuProduct(device, matrices, precision, pipeline, buffers, [
      size.columns / tileColumns(tiling),
      size.rows / tileRows(tiling),
    ]);
  }

  private constructor(
    device: GPUDevice,
    matrices: Operands,
    precision: ShaderPrecision,
    pipeline: GPUComputePipeline,
    buffers: readonly [GPUBuffer, GPUBuffer, GPUBuffer],
    groups: readonly [number, number],
  ) {
    this.#device = device;
    this.#operands = matrices;
    this.#precision = precision;
    this.#pipeline = pipeline;
    this.#buffers = buffers;
    this.#groups = groups;
  }

  /** Multiplies so many times, one after another, and waits until the GPU is through. */
  async run(repeats: number): Promise<void> {
    const group = this.#device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: this.#buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, group);
    for (let i = 0; i < repeats; i++) pass.dispatchWorkgroups(...this.#groups);
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
    await this.#device.queue.onSubmittedWorkDone();
  }

  /**
   * The largest difference between the GPU's product and the CPU's, over rows and columns from edge to edge.
   */
  async largestDifference(): Promise<number> {
    const { size } = this.#operands;
    const bytes = bytesOf(this.#precision) * size.columns;
    const rows = [0, 1, size.rows / 2 - 1, size.rows - 1];
    const staging = this.#device.createBuffer({
      size: bytes * rows.length,
      usage: usage.copyTarget | usage.mapRead,
    });
    const encoder = this.#device.createCommandEncoder();
    rows.forEach((row, place) => {
      encoder.copyBufferToBuffer(this.#buffers[2], row * bytes, staging, place * bytes, bytes);
    });
    this.#device.queue.submit([encoder.finish()]);
    await staging.mapAsync(mapForReading);
    const read = numbers(staging.getMappedRange(), this.#precision);
    // An odd step, so that every place within a tile comes up; the last column too.
    const step = Math.max(1, Math.floor(size.columns / 128)) + (size.columns > 128 ? 1 : 0);
    let largest = 0;
    rows.forEach((row, place) => {
      for (let column = size.columns - 1; column >= 0; column -= step) {
        const difference = Math.abs(
          read(place * size.columns + column) - productAt(this.#operands, row, column),
        );
        largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
      }
    });
    staging.destroy();
    return largest;
  }

  release(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}

const bytesOf = (precision: ShaderPrecision): number => (precision === 'f16' ? 2 : 4);

function filledBuffer(device: GPUDevice, values: Float32Array, precision: ShaderPrecision): GPUBuffer {
  const buffer = device.createBuffer({
    size: values.length * bytesOf(precision),
    usage: usage.storage,
    mappedAtCreation: true,
  });
  const range = buffer.getMappedRange();
  if (precision === 'f32') {
    new Float32Array(range).set(values);
  } else {
    const bits = new Uint16Array(range);
    for (let i = 0; i < values.length; i++) bits[i] = halves[(values[i] ?? 0) + 1] ?? 0;
  }
  buffer.unmap();
  return buffer;
}

function numbers(range: ArrayBuffer, precision: ShaderPrecision): (place: number) => number {
  if (precision === 'f32') {
    const values = new Float32Array(range);
    return (place) => values[place] ?? Number.NaN;
  }
  const bits = new Uint16Array(range);
  return (place) => float16Value(bits[place] ?? 0x7e00);
}

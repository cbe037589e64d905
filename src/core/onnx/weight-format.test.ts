import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from './graph-builder.ts';
import { float16Format, float32Format, fourBitFormat, fourBits, type WeightFormat } from './weight-format.ts';

const [rows, inputs, outputs] = [3, 40, 5];
const noise = (length: number, start: number) =>
  Float32Array.from({ length }, (_, place) => Math.sin((start + place) ** 1.5));
const x = noise(rows * inputs, 3);
const weight = noise(inputs * outputs, 77);

/** x · weight, computed by a model in this format. */
async function product(format: WeightFormat): Promise<Float32Array> {
  const graph = new GraphBuilder({ name: 'product', producer: 'test' });
  const input = graph.input('x', 'float32', ['rows', inputs]);
  const flowing = graph.node('flowing', 'Cast', [input], { to: format.flow });
  const multiplied = format.multiply(graph, 'dense', flowing, [inputs, outputs], () => weight);
  graph.output(graph.node('y', 'Cast', [multiplied], { to: 'float32' }), 'float32', ['rows', outputs]);
  const session = await InferenceSession.create(graph.toBytes());
  const { y } = await session.run({ x: new Tensor('float32', x, [rows, inputs]) });
  await session.release();
  return y?.data as Float32Array;
}

/** What the nibbles stand for, multiplied without ONNX. */
function expected(): number[] {
  const { nibbles, scales } = fourBits(inputs, outputs, weight);
  const value = (row: number, column: number) => {
    const block = column * 2 + Math.floor(row / 32);
    const byte = nibbles[block * 16 + ((row % 32) >> 1)] ?? 0;
    return (((row % 2 === 0 ? byte : byte >> 4) & 15) - 8) * (scales[block] ?? 0);
  };
  return Array.from({ length: rows * outputs }, (_, place) => {
    const row = Math.floor(place / outputs);
    let sum = 0;
    for (let k = 0; k < inputs; k += 1) sum += (x[row * inputs + k] ?? 0) * value(k, place % outputs);
    return sum;
  });
}

describe('weights of four bits', () => {
  it('keep the largest of a block exactly, and the others within half a step of it', () => {
    const column = Float32Array.from({ length: 32 }, (_, place) => (place === 7 ? -4 : place / 10));
    const { nibbles, scales } = fourBits(32, 1, column);
    expect([...scales]).toEqual([0.5]);
    expect((nibbles[3] ?? 0) >> 4).toBe(0);
    column.forEach((value, place) => {
      const nibble = ((nibbles[place >> 1] ?? 0) >> (place % 2 === 0 ? 0 : 4)) & 15;
      expect(Math.abs((nibble - 8) * 0.5 - value)).toBeLessThanOrEqual(0.2500001);
    });
  });

  it('multiply in ONNX Runtime as they were meant, also where the last block is not full', async () => {
    const y = await product(fourBitFormat(float32Format));
    const wanted = expected();
    y.forEach((value, place) => {
      expect(value).toBeCloseTo(wanted[place] ?? Number.NaN, 4);
    });
  });

  it('stand beside half precision', async () => {
    const y = await product(fourBitFormat(float16Format));
    const wanted = expected();
    y.forEach((value, place) => {
      expect(value).toBeCloseTo(wanted[place] ?? Number.NaN, 1);
    });
  });

  it('are nearly the weights they were made of', async () => {
    const [four, single] = [await product(fourBitFormat(float32Format)), await product(float32Format)];
    const error = Math.max(...four.map((value, place) => Math.abs(value - (single[place] ?? Number.NaN))));
    expect(error).toBeLessThan(0.8);
    expect(error).toBeGreaterThan(1e-3);
  });
});

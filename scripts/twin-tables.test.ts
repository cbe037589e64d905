import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { twinTables, withTwinTables } from './twin-tables.ts';

const operatorsOf = (name: string) =>
  (twinTables().get(name) ?? '')
    .split('\n')
    .slice(2)
    .map((row) => row.split(' | ')[0]?.slice(2) ?? '');

const countOf = (operators: readonly string[], wanted: string) =>
  operators.filter((operator) => operator === wanted).length;

it('docs/twins.md shows the graphs as the builder writes them', async () => {
  const text = await readFile(join(import.meta.dirname, '..', 'docs', 'twins.md'), 'utf8');
  expect(text).toBe(withTwinTables(text));
});

it('a text without marks is refused', () => {
  expect(() => withTwinTables('# Twins')).toThrow('There is no');
});

it('a layer multiplies eight times: by six weights, and twice within attention', () => {
  const counts = (dtype: string, operator: string) => countOf(operatorsOf(`layer ${dtype}`), operator);
  expect([counts('fp32', 'MatMul'), counts('fp16', 'MatMul')]).toEqual([8, 8]);
  expect([
    counts('q8', 'MatMulInteger'),
    counts('q8', 'DynamicQuantizeLinear'),
    counts('q8', 'MatMul'),
  ]).toEqual([6, 6, 2]);
  expect([counts('q4', 'MatMulNBits'), counts('q4', 'MatMul')]).toEqual([6, 2]);
  for (const dtype of ['fp32', 'fp16', 'q8', 'q4']) {
    expect([counts(dtype, 'Softmax'), counts(dtype, 'Erf'), counts(dtype, 'LayerNormalization')]).toEqual([
      1, 1, 2,
    ]);
  }
});

import type { ProductSize } from '../../core/bench/peak.ts';

/** How a product is cut up: each invocation computes `rows` rows of `columns` vec4 columns. */
export interface Tiling {
  readonly name: string;
  /** Invocations of a workgroup across and down. */
  readonly across: number;
  readonly down: number;
  readonly rows: number;
  /** In vec4s. */
  readonly columns: number;
  /**
   * Depth of the tiles that a workgroup keeps in its shared memory; `null` reads straight from the buffers.
   */
  readonly depth: number | null;
}

export type ShaderPrecision = 'f32' | 'f16';

/** Rows and columns of the product that one workgroup computes. */
export const tileRows = ({ down, rows }: Tiling): number => down * rows;
export const tileColumns = ({ across, columns }: Tiling): number => across * columns * 4;

/** Rows, depth and columns have to be multiples of this: of the sides and depths of all tilings. */
export const sizeStep = 128;

/**
 * Square tiles of 32 to 128 from large registers and small, since GPUs differ in what they have much of: with
 * shared memory as desktop GPUs like it, and without, as integrated ones with good caches may. None takes
 * more than the 16 KiB of shared memory and the 256 invocations that every WebGPU device has. The first is a
 * good one on most.
 */
export const tilings: readonly Tiling[] = [
  { name: '64×64 tiles', across: 16, down: 16, rows: 4, columns: 1, depth: 16 },
  { name: '64×64 tiles, 8 rows each', across: 16, down: 8, rows: 8, columns: 1, depth: 16 },
  { name: '32×32 tiles', across: 8, down: 8, rows: 4, columns: 1, depth: 16 },
  { name: '32×64 blocks from buffers', across: 16, down: 4, rows: 8, columns: 1, depth: null },
  { name: '128×128 tiles', across: 16, down: 16, rows: 8, columns: 2, depth: 16 },
];

const list = (count: number) => Array.from({ length: count }, (_, place) => place);
const lines = (text: readonly string[]) => text.join('\n');

/**
 * C = A · B of matrices of `size`, row-major, in vec4s. Its parts are multiples of `sizeStep`. The sums
 * stand in named variables: an array of them may be put into memory by the driver's compiler.
 *
 * The scheme is the classic one of blocked products (Volkov & Demmel 2008): a tile's operands are read once
 * into shared memory, a patch of the result stays in registers, and every value read serves a whole row or
 * column of the patch.
 */
export function matmulShader(size: ProductSize, tiling: Tiling, precision: ShaderPrecision): string {
  const { across, down, rows, columns, depth } = tiling;
  /** Of a row of A and of B or C, in vec4s. */
  const [strideA, strideB] = [size.depth / 4, size.columns / 4];
  const sum = (row: number, column: number) => `sum${row}_${column}`;
  const patch = list(rows).flatMap((row) => list(columns).map((column) => [row, column] as const));
  /** Adds the products of four steps along the depth; `a` and `b` say where the operands stand. */
  const steps = (a: (row: number) => string, b: (step: number, column: number) => string) =>
    lines([
      ...list(rows).map((row) => `let a${row} = ${a(row)};`),
      ...list(4).flatMap((step) => [
        ...list(columns).map((column) => `let b${step}_${column} = ${b(step, column)};`),
        ...patch.map(
          ([row, column]) =>
            `${sum(row, column)} = fma(vec4<T>(a${row}[${step}]), b${step}_${column}, ${sum(row, column)});`,
        ),
      ]),
    ]);
  const body =
    depth === null
      ? lines([
          `for (var k = 0u; k < ${strideA}u; k++) {`,
          steps(
            (row) => `a[(row + ${row * down}u) * ${strideA}u + k]`,
            (step, column) => `b[(k * 4u + ${step}u) * ${strideB}u + column + ${column * across}u]`,
          ),
          '}',
        ])
      : lines([
          `for (var start = 0u; start < ${size.depth}u; start += ${depth}u) {`,
          ...fill('tileA', 'a', tileRows(tiling), depth / 4, 'firstRow', 'start / 4u', tiling, strideA),
          ...fill('tileB', 'b', depth, tileColumns(tiling) / 4, 'start', 'firstColumn', tiling, strideB),
          'workgroupBarrier();',
          `for (var k = 0u; k < ${depth / 4}u; k++) {`,
          steps(
            (row) => `tileA[(local.y + ${row * down}u) * ${depth / 4}u + k]`,
            (step, column) =>
              `tileB[(k * 4u + ${step}u) * ${tileColumns(tiling) / 4}u + local.x + ${column * across}u]`,
          ),
          '}',
          'workgroupBarrier();',
          '}',
        ]);
  return lines([
    ...(precision === 'f16' ? ['enable f16;'] : []),
    `alias T = ${precision};`,
    '@group(0) @binding(0) var<storage, read> a: array<vec4<T>>;',
    '@group(0) @binding(1) var<storage, read> b: array<vec4<T>>;',
    '@group(0) @binding(2) var<storage, read_write> c: array<vec4<T>>;',
    ...(depth === null
      ? []
      : [
          `var<workgroup> tileA: array<vec4<T>, ${(tileRows(tiling) * depth) / 4}>;`,
          `var<workgroup> tileB: array<vec4<T>, ${(depth * tileColumns(tiling)) / 4}>;`,
        ]),
    `@compute @workgroup_size(${across}, ${down})`,
    'fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_id) local: vec3<u32>,',
    '        @builtin(local_invocation_index) index: u32) {',
    `let firstRow = group.y * ${tileRows(tiling)}u;`,
    `let firstColumn = group.x * ${tileColumns(tiling) / 4}u;`,
    'let row = firstRow + local.y;',
    'let column = firstColumn + local.x;',
    ...patch.map(([row, column]) => `var ${sum(row, column)} = vec4<T>();`),
    body,
    ...patch.map(
      ([r, v]) => `c[(row + ${r * down}u) * ${strideB}u + column + ${v * across}u] = ${sum(r, v)};`,
    ),
    '}',
  ]);
}

/** Copies a tile of `height` rows and `width` vec4s into shared memory, all invocations side by side. */
function fill(
  tile: string,
  from: string,
  height: number,
  width: number,
  firstRow: string,
  firstColumn: string,
  { across, down }: Tiling,
  stride: number,
): string[] {
  return [
    `for (var place = index; place < ${height * width}u; place += ${across * down}u) {`,
    `  ${tile}[place] = ${from}[(${firstRow} + place / ${width}u) * ${stride}u + ${firstColumn} + place % ${width}u];`,
    '}',
  ];
}

import type { MemoryLine } from './memory-lines.ts';
import { sideSteps } from './side-steps.ts';

interface MemoryScales {
  readonly x: (batchSize: number) => number;
  readonly y: (mebibytes: number) => number;
}

export interface PlacedMemory {
  readonly line: MemoryLine;
  readonly points: readonly {
    readonly batchSize: number;
    readonly x: number;
    readonly y: number;
    readonly residentY: number | null;
  }[];
  /** SVG paths through the points, and through what stays resident; empty for fewer than two points. */
  readonly curve: string;
  readonly residentCurve: string;
}

/** The memory chart's lines in pixels. */
export function placeMemory(lines: readonly MemoryLine[], { x, y }: MemoryScales): PlacedMemory[] {
  const offsets = sideSteps(lines, x);
  return lines.map((line, index) => {
    const points = line.points.map(({ batchSize, mebibytes, resident }) => ({
      batchSize,
      x: x(batchSize) + (offsets[index] ?? 0),
      y: y(mebibytes),
      residentY: resident === null ? null : y(resident),
    }));
    const resident = points.flatMap((point) =>
      point.residentY === null ? [] : { x: point.x, y: point.residentY },
    );
    return { line, points, curve: path(points), residentCurve: path(resident) };
  });
}

/** Tenths of a pixel are plenty. */
const path = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.length < 2 ? '' : `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;

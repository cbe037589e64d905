/** The line y ≈ intercept + slope · x by least squares, and how well it fits. */
export interface StraightLine {
  readonly intercept: number;
  readonly slope: number;
  /** 1 − Σ(residual²) / Σ((y − mean)²). */
  readonly rSquared: number;
  /** The largest residual as a share of its y. */
  readonly largestMiss: number;
}

/** @throws RangeError for fewer than three points, since a line always fits two */
export function straightLine(points: readonly (readonly [x: number, y: number])[]): StraightLine {
  if (points.length < 3) throw new RangeError('A line needs three points to be doubted.');
  const mean = (pick: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)];
  const slope = mean(([x, y]) => (x - meanX) * (y - meanY)) / mean(([x]) => (x - meanX) ** 2);
  const intercept = meanY - slope * meanX;
  const residual = ([x, y]: readonly [number, number]) => y - (intercept + slope * x);
  return {
    intercept,
    slope,
    rSquared: 1 - mean((point) => residual(point) ** 2) / mean(([, y]) => (y - meanY) ** 2),
    largestMiss: Math.max(...points.map((point) => Math.abs(residual(point) / point[1]))),
  };
}

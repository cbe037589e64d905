import { useMemo } from 'react';
import { useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { Marker } from './marker.tsx';
import { usePeakDrawn } from './peak-context.ts';
import { sideSteps } from './side-steps.ts';

/** Above grid and axes, below the tooltip's cursor. */
const layer = 600;

/** What is drawn in the plot: a line through the shares of each lane and pair count. */
export function PeakMarks() {
  const { lines, looks } = usePeakDrawn();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const placed = useMemo(() => {
    if (xScale === undefined || yScale === undefined) return [];
    const x = (batchSize: number) => xScale(batchSize) ?? 0;
    const offsets = sideSteps(lines, x);
    return lines.map(({ id, points }, index) => ({
      id,
      points: points.map(({ batchSize, percent }) => ({
        batchSize,
        x: x(batchSize) + (offsets[index] ?? 0),
        y: yScale(percent) ?? 0,
      })),
    }));
  }, [lines, xScale, yScale]);
  return (
    <ZIndexLayer zIndex={layer}>
      {placed.map(({ id, points }) => {
        const look = looks.get(id);
        if (look === undefined) return null;
        return (
          <g key={id}>
            <polyline
              points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
              stroke={look.colour}
              strokeWidth={look.width}
              strokeDasharray={look.dash}
              fill="none"
            />
            {points.map(({ batchSize, x, y }) => (
              <Marker key={batchSize} look={look} x={x} y={y} />
            ))}
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

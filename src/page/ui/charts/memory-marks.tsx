import { useMemo } from 'react';
import { useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import { Marker } from './marker.tsx';
import { useMemoryDrawn } from './memory-context.ts';
import { placeMemory } from './memory-geometry.ts';

/** Above grid and axes, below the tooltip's cursor. */
const layer = 600;

/** What is drawn in the memory chart's plot: the most at one time as a line, what stays as a thin one. */
export function MemoryMarks() {
  const { lines, looks } = useMemoryDrawn();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const placed = useMemo(() => {
    if (xScale === undefined || yScale === undefined) return [];
    return placeMemory(lines, {
      x: (batchSize) => xScale(batchSize) ?? 0,
      y: (mebibytes) => yScale(mebibytes) ?? 0,
    });
  }, [lines, xScale, yScale]);
  return (
    <ZIndexLayer zIndex={layer}>
      {placed.map(({ line, points, curve, residentCurve }) => {
        const look = looks.get(line.id);
        if (look === undefined) return null;
        const stroke = { stroke: look.colour, fill: 'none' };
        return (
          <g key={line.id}>
            {residentCurve !== '' && <path d={residentCurve} {...stroke} strokeWidth={1} opacity={0.7} />}
            {curve !== '' && <path d={curve} {...stroke} strokeWidth={2} strokeDasharray={look.dash} />}
            {points.map(({ batchSize, x, y, residentY }) => (
              <g key={batchSize}>
                {residentY !== null && <circle cx={x} cy={residentY} r={1.8} fill={look.colour} />}
                <Marker look={look} x={x} y={y} />
              </g>
            ))}
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

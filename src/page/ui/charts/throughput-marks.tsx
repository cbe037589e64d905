import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';
import classes from './chart.module.css';
import { marksLayer } from './chart-frame.tsx';
import { twoDigits } from './chart-numbers.ts';
import { type PlacedLine, placeLines } from './line-geometry.ts';
import { FloorCross, Marker, Ring } from './line-marks.tsx';
import type { LineStyle } from './line-style.ts';
import { type Caption, captions } from './throughput-captions.ts';
import { useDrawn } from './throughput-context.ts';
import type { ThroughputPoint } from './throughput-lines.ts';

/** The margin to the right of the plot has room for the lines' captions. */
const captionMargin = 32;

/**
 * Draws everything inside the plot. It takes only the scales from recharts and draws lines, bars and markers
 * as plain SVG. recharts' own Line and ErrorBar take over three times as long for each update (two lanes,
 * three pair counts, six batch sizes, production build, 2 cores: 23 ms against 6). They also cannot fade a
 * single segment, or omit the cap of a bar that leaves the plot.
 */
export function ThroughputMarks() {
  const { lines, styles, labels, formatNumber } = useDrawn();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  const drawing = useMemo(() => {
    if (xScale === undefined || yScale === undefined || plot === undefined) return null;
    const placed = placeLines(lines, {
      plot,
      x: (batchSize) => xScale(batchSize) ?? 0,
      y: (pairsPerSecond) => yScale(pairsPerSecond) ?? 0,
    });
    const texts = {
      best: ({ point }: PlacedLine['points'][number]) =>
        labels.bestPoint(formatNumber(point.batchSize), formatNumber(twoDigits(point.pairsPerSecond))),
      end: ({ line }: PlacedLine) => formatNumber(line.pairCount),
    };
    const room = { ...plot, y: plot.y - 12, height: plot.height + 12, width: plot.width + captionMargin };
    return { placed, captions: captions(placed, texts, room) };
  }, [lines, labels, formatNumber, xScale, yScale, plot]);
  if (drawing === null) return null;
  return (
    <ZIndexLayer zIndex={marksLayer}>
      {drawing.placed.map((placed) => (
        <Curve key={placed.line.id} placed={placed} lineStyle={styles.get(placed.line.id)} />
      ))}
      {drawing.placed.map((placed) => (
        <Points key={placed.line.id} placed={placed} lineStyle={styles.get(placed.line.id)} />
      ))}
      {drawing.captions.map(({ id, lineId, leader }) =>
        leader === null ? null : (
          <path key={id} d={leader} stroke={styles.get(lineId)?.colour} strokeWidth={1} />
        ),
      )}
      {drawing.captions.map((caption) => (
        <CaptionText key={caption.id} caption={caption} colour={styles.get(caption.lineId)?.colour} />
      ))}
    </ZIndexLayer>
  );
}

interface StyledPlacement {
  readonly placed: PlacedLine;
  readonly lineStyle: LineStyle | undefined;
}

function Curve({ placed, lineStyle }: StyledPlacement) {
  if (lineStyle === undefined) return null;
  const { colour, dash, width } = lineStyle;
  const stroke = { stroke: colour, fill: 'none' };
  return (
    <g opacity={placed.line.suspect ? 0.45 : undefined}>
      {placed.provisionalCurve !== '' && (
        <path d={placed.provisionalCurve} {...stroke} strokeWidth={1} strokeDasharray={dash} opacity={0.4} />
      )}
      {placed.curve !== '' && (
        <path d={placed.curve} {...stroke} strokeWidth={width} strokeDasharray={dash} />
      )}
    </g>
  );
}

/** Two token budgets may form batches of the same size, so the size alone is no key. */
const keyOf = ({ batchSize, tokenBudget }: ThroughputPoint) => `${batchSize}/${tokenBudget}`;

function Points({ placed, lineStyle }: StyledPlacement) {
  if (lineStyle === undefined) return null;
  return (
    <g>
      {placed.points.map(
        ({ point, x, y }) =>
          (point.best || point.fastest) && (
            <Ring key={keyOf(point)} colour={lineStyle.colour} x={x} y={y} thin={point.fastest} />
          ),
      )}
      {placed.bars !== '' && <path d={placed.bars} stroke={lineStyle.colour} strokeWidth={1} fill="none" />}
      {placed.points.map(({ point, x, y }) => (
        <Marker
          key={keyOf(point)}
          lineStyle={lineStyle}
          x={x}
          y={y}
          hollow={point.provisional}
          struck={placed.line.suspect}
        />
      ))}
      {placed.floor.map(({ mark, x, y }) => (
        <FloorCross
          key={mark.batchSize}
          colour={lineStyle.colour}
          x={x}
          y={y}
          boxed={mark.state === 'out-of-memory'}
        />
      ))}
    </g>
  );
}

function CaptionText({ caption, colour }: { caption: Caption; colour: string | undefined }) {
  const { box, kind, text } = caption;
  const isBest = kind === 'best';
  return (
    <text
      className={isBest ? classes.bestCaption : classes.endCaption}
      x={isBest ? box.x + box.width / 2 : box.x}
      y={box.y + box.height / 2}
      textAnchor={isBest ? 'middle' : 'start'}
      dominantBaseline="central"
      fill={colour}
    >
      {text}
    </text>
  );
}

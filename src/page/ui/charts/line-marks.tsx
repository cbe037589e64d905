import classes from './chart.module.css';
import type { LineStyle, MarkerShape } from './line-style.ts';

const outlines: Record<Exclude<MarkerShape, 'circle'>, string> = {
  square: 'M-3.7-3.7h7.4v7.4h-7.4z',
  diamond: 'M0-5L5 0L0 5L-5 0z',
  triangle: 'M0-4.8L4.8 3.6H-4.8z',
};

interface MarkerProps {
  readonly lineStyle: LineStyle;
  readonly x: number;
  readonly y: number;
  /** Comes from a warm-up, not from a sample. */
  readonly hollow?: boolean | undefined;
  /** Its lane's scores failed their check, so its figure means little. */
  readonly struck?: boolean | undefined;
}

/** The mark of one point. Its shape depends on the lane. */
export function Marker({ lineStyle, x, y, hollow = false, struck = false }: MarkerProps) {
  const paint = hollow
    ? { fill: 'var(--throughput-surface)', stroke: lineStyle.colour, strokeWidth: 1.5, opacity: 0.65 }
    : struck
      ? { fill: 'var(--throughput-surface)', stroke: lineStyle.colour, strokeWidth: 1.5 }
      : { fill: lineStyle.colour, stroke: 'var(--throughput-surface)', strokeWidth: 1 };
  return (
    <g transform={translation(x, y)} data-point={hollow ? 'provisional' : 'measured'}>
      {lineStyle.shape === 'circle' ? (
        <circle r={4.3} {...paint} />
      ) : (
        <path d={outlines[lineStyle.shape]} {...paint} />
      )}
      {struck && <path d="M-6.5 6.5L6.5-6.5" stroke={lineStyle.colour} strokeWidth={1.5} />}
    </g>
  );
}

interface LineSwatchProps {
  readonly lineStyle: LineStyle | undefined;
  readonly hollow?: boolean | undefined;
  readonly struck?: boolean | undefined;
}

/** A piece of a line with its marker, as legends and tooltips show it. */
export function LineSwatch({ lineStyle, hollow, struck }: LineSwatchProps) {
  if (lineStyle === undefined) return null;
  return (
    <svg width={34} height={14} viewBox="0 0 34 14" aria-hidden="true" className={classes.swatch}>
      <path
        d="M0 7H34"
        stroke={lineStyle.colour}
        strokeWidth={lineStyle.width}
        strokeDasharray={lineStyle.dash}
      />
      <Marker lineStyle={lineStyle} x={17} y={7} hollow={hollow} struck={struck} />
    </svg>
  );
}

interface MarkPlace {
  readonly colour: string;
  readonly x: number;
  readonly y: number;
}

/**
 * A ring around the best point of a line, below its error bar and marker; thin around one that is only the
 * fastest.
 */
export function Ring({ colour, x, y, thin = false }: MarkPlace & { readonly thin?: boolean }) {
  return (
    <g transform={translation(x, y)}>
      {thin ? (
        <circle
          r={8}
          fill="var(--throughput-surface)"
          stroke={colour}
          strokeWidth={1}
          strokeDasharray="2.5 2"
        />
      ) : (
        <circle r={8.5} fill="var(--throughput-surface)" stroke={colour} strokeWidth={2} />
      )}
    </g>
  );
}

/** A cross for a failed cell, in a box if it ran out of memory. */
export function FloorCross({ colour, x, y, boxed }: MarkPlace & { readonly boxed: boolean }) {
  return (
    <g transform={translation(x, y)} stroke={colour} strokeWidth={1.75} fill="none">
      {boxed && <rect x={-5} y={-5} width={10} height={10} rx={2} fill="var(--throughput-surface)" />}
      <path d={boxed ? 'M-2.4-2.4L2.4 2.4M-2.4 2.4L2.4-2.4' : 'M-3.6-3.6L3.6 3.6M-3.6 3.6L3.6-3.6'} />
    </g>
  );
}

const translation = (x: number, y: number) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

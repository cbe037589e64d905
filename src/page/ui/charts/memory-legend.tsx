import { byLane } from './by-lane.ts';
import { useMemoryDrawn } from './memory-context.ts';
import classes from './throughput-chart.module.css';
import { LineSwatch } from './throughput-legend.tsx';

/** Each lane with its lines, drawn as in the plot, then what the lines mean. */
export function MemoryLegend() {
  const { lines, looks, labels, formatNumber } = useMemoryDrawn();
  const drawn = lines.filter(({ points }) => points.length > 0);
  const devices = new Set(drawn.map(({ device }) => device));
  return (
    <div className={classes.legend}>
      {byLane(drawn, (line) => line).map(([first, ...rest]) => (
        <div key={first.laneId} className={classes.legendLane}>
          <span className={classes.legendTitle}>{labels.lane(first)}</span>
          {[first, ...rest].map((line) => (
            <span key={line.id} className={classes.legendItem}>
              <LineSwatch look={looks.get(line.id)} />
              {labels.pairCount(formatNumber(line.pairCount))}
            </span>
          ))}
        </div>
      ))}
      <div className={classes.legendKeys}>
        {devices.has('webgpu') && (
          <>
            <Key width={2} text={labels.peak} />
            <Key width={1} text={labels.resident} />
          </>
        )}
        {devices.has('wasm') && <Key width={2} dash="6 4" text={labels.wasm} />}
      </div>
    </div>
  );
}

function Key({
  width,
  dash,
  text,
}: {
  readonly width: number;
  readonly dash?: string;
  readonly text: string;
}) {
  return (
    <span className={classes.legendItem}>
      <svg width={22} height={10} viewBox="0 0 22 10" aria-hidden="true" className={classes.swatch}>
        <path d="M0 5H22" stroke="currentColor" strokeWidth={width} strokeDasharray={dash} />
      </svg>
      {text}
    </span>
  );
}

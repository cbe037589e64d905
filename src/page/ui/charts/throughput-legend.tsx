import classes from './chart.module.css';
import { FloorCross, LineSwatch, Marker, Ring } from './line-marks.tsx';
import type { LineStyle } from './line-style.ts';
import { byLane } from './line-style.ts';
import { type Drawn, useDrawn } from './throughput-context.ts';
import type { FloorMark } from './throughput-lines.ts';

/** Each lane with its lines, drawn as in the plot, then what the marks mean. */
export function ThroughputLegend() {
  const { lines, styles, labels, formatNumber } = useDrawn();
  const lanes = byLane(lines, (line) => line);
  return (
    <div className={classes.legend}>
      {lanes.map(([first, ...rest]) => (
        <div key={first.laneId} className={classes.legendLane}>
          <span className={classes.legendTitle}>
            {labels.lane(first)}
            {first.suspect && <SuspectKey text={labels.suspect} />}
          </span>
          {[first, ...rest].map((line) => (
            <span key={line.id} className={classes.legendItem}>
              <LineSwatch lineStyle={styles.get(line.id)} struck={line.suspect} />
              {(line.byTokens ? labels.budgetLine : labels.pairCount)(formatNumber(line.pairCount))}
            </span>
          ))}
        </div>
      ))}
      <MarkKeys lines={lines} labels={labels} />
    </div>
  );
}

const plain: LineStyle = { colour: 'currentColor', shape: 'circle', dash: undefined, width: 1.5 };
const floorStates: readonly FloorMark['state'][] = ['out-of-memory', 'failed'];

function MarkKeys({ lines, labels }: Pick<Drawn, 'lines' | 'labels'>) {
  const points = lines.flatMap((line) => line.points);
  const floor = new Set(lines.flatMap((line) => line.floor.map((mark) => mark.state)));
  if (lines.length === 0) return null;
  // Until there are samples the mark is yet to come. A result that is not sure has none.
  const hasBest = points.some(({ best }) => best) || points.every(({ provisional }) => provisional);
  return (
    <div className={classes.legendKeys}>
      {hasBest && <RingKey text={labels.best} />}
      {points.some((point) => point.fastest) && <RingKey text={labels.fastest} thin />}
      <span className={classes.legendItem}>
        <svg width={10} height={16} viewBox="-5 -8 10 16" aria-hidden="true" className={classes.swatch}>
          <path d="M0-6.5V6.5M-3.5-6.5h7M-3.5 6.5h7" stroke="currentColor" strokeWidth={1} />
        </svg>
        {labels.errorBar}
      </span>
      {points.some((point) => point.provisional) && <WarmUpKey text={labels.warmingUp} />}
      {floorStates
        .filter((state) => floor.has(state))
        .map((state) => (
          <span key={state} className={classes.legendItem}>
            <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true" className={classes.swatch}>
              <FloorCross colour="currentColor" x={0} y={0} boxed={state === 'out-of-memory'} />
            </svg>
            {labels.floor[state]}
          </span>
        ))}
    </div>
  );
}

function RingKey({ text, thin = false }: { readonly text: string; readonly thin?: boolean }) {
  return (
    <span className={classes.legendItem}>
      <svg width={18} height={18} viewBox="-9 -9 18 18" aria-hidden="true" className={classes.swatch}>
        <g transform="scale(0.85)">
          <Ring colour="currentColor" x={0} y={0} thin={thin} />
          <Marker lineStyle={plain} x={0} y={0} />
        </g>
      </svg>
      {text}
    </span>
  );
}

function SuspectKey({ text }: { readonly text: string }) {
  return (
    <span className={classes.legendSuspect}>
      <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true" className={classes.swatch}>
        <Marker lineStyle={plain} x={0} y={0} struck />
      </svg>
      {text}
    </span>
  );
}

export function WarmUpKey({ text }: { readonly text: string }) {
  return (
    <span className={classes.legendItem}>
      <svg width={12} height={12} viewBox="-6 -6 12 12" aria-hidden="true" className={classes.swatch}>
        <Marker lineStyle={plain} x={0} y={0} hollow />
      </svg>
      {text}
    </span>
  );
}

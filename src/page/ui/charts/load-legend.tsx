import classes from './throughput-chart.module.css';

export interface LegendKey {
  readonly text: string;
  readonly colour: string;
  readonly kind: 'line' | 'dashed' | 'box';
}

/** What is drawn in a chart of a load test, each with its mark. */
export function LoadLegend({ keys }: { readonly keys: readonly LegendKey[] }) {
  return (
    <div className={classes.legend}>
      <div className={classes.legendLane}>
        {keys.map(({ text, colour, kind }) => (
          <span key={text} className={classes.legendItem}>
            <svg width={26} height={14} viewBox="0 0 26 14" aria-hidden="true" className={classes.swatch}>
              {kind === 'box' ? (
                <rect x={6} y={1} width={14} height={12} fill={colour} />
              ) : (
                <path
                  d="M0 7H26"
                  stroke={colour}
                  strokeWidth={2}
                  strokeDasharray={kind === 'dashed' ? '5 4' : undefined}
                />
              )}
            </svg>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

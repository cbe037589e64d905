/** What the charts of a load test have in common. Constants, because recharts lays axes out anew for every new object. */
export const margin = { top: 26, right: 16, bottom: 20, left: 0 };
export const yAxisWidth = 48;
export const tickCount = 5;
export const axisLine = { stroke: 'var(--throughput-axis)' };
export const tick = { fill: 'var(--throughput-text)', fontSize: 12 };
export const cursor = { stroke: 'var(--throughput-axis)', strokeDasharray: '3 3' };
export const barCursor = { fill: 'var(--throughput-grid)', fillOpacity: 0.5 };

export const xTitle = (value: string) => ({
  value,
  position: 'insideBottom' as const,
  offset: -12,
  ...tick,
});

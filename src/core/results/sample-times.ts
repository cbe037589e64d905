import type { RunRecord } from '../document/run-record.ts';
import { measuredCells } from './measured-cells.ts';
import { against, type Objection, objection } from './objection.ts';

/** The coarsest clock of any browser, ms: what Firefox shows to those who hide from trackers. */
const coarsestClockMs = 100;

/** What a page rounds a time by, ms: 0.1 without isolation, and 1 to 100 in browsers that hide the clock. */
const clockMs = ({ environment }: RunRecord) => Math.min(coarsestClockMs, environment.clockResolutionMs);
const slackMs = (record: RunRecord) => Math.max(1, 2 * clockMs(record));

/** How far a visitor's clock may be ahead, ms. */
const clockErrorMs = 24 * 3600 * 1000;

/** Samples before the run's start or after its end; the first of each cell. */
export function outsideRun(record: RunRecord): Objection[] {
  const slack = slackMs(record);
  return measuredCells(record).flatMap(({ cell, where }) => {
    const { samples, startedAtMs } = cell.latencyMs;
    const place = startedAtMs.findIndex(
      (start, i) => start < -slack || start + (samples[i] ?? 0) > record.durationMs + slack,
    );
    return place < 0
      ? []
      : [
          objection(
            'outside-run',
            `${where}.latencyMs.startedAtMs.${place}`,
            `${against((startedAtMs[place] ?? 0) + (samples[place] ?? 0), record.durationMs)} ms`,
          ),
        ];
  });
}

/** The first two samples of the run of which one began before the other ended. Lanes run one after another. */
export function overlapping(record: RunRecord): Objection[] {
  const slack = slackMs(record);
  const times = measuredCells(record)
    .flatMap(({ cell, where }) =>
      cell.latencyMs.startedAtMs.map((start, i) => ({
        start,
        end: start + (cell.latencyMs.samples[i] ?? 0),
        where: `${where}.latencyMs.startedAtMs.${i}`,
      })),
    )
    .sort((a, b) => a.start - b.start);
  for (const [place, { start, where }] of times.entries()) {
    const before = times[place - 1];
    if (before !== undefined && start < before.end - slack) {
      return [objection('overlapping', where, `${against(start, before.end)} ms`)];
    }
  }
  return [];
}

/** Cells whose samples are not in the order in which they were collected. */
export const outOfOrder = (record: RunRecord): Objection[] =>
  measuredCells(record).flatMap(({ cell, where }) => {
    const { startedAtMs, rounds } = cell.latencyMs;
    const isAscending = (values: readonly number[]) =>
      values.every((value, i) => i === 0 || value >= (values[i - 1] ?? value));
    if (!isAscending(startedAtMs)) return [objection('out-of-order', `${where}.latencyMs.startedAtMs`)];
    return isAscending(rounds) ? [] : [objection('out-of-order', `${where}.latencyMs.rounds`)];
  });

/** Fewest equal samples that count as made up, and the least latency in steps of the clock. */
const scatterRule = { samples: 4, clockSteps: 200 } as const;

/** Cells whose samples are all equal, although the clock would have shown a difference. */
export const noScatter = (record: RunRecord): Objection[] =>
  measuredCells(record).flatMap(({ cell, where }) => {
    const { samples } = cell.latencyMs;
    const [first = 0] = samples;
    const isVisible = first > scatterRule.clockSteps * clockMs(record);
    return samples.length >= scatterRule.samples && isVisible && samples.every((one) => one === first)
      ? [objection('no-scatter', `${where}.latencyMs.samples`, `${first} ms`)]
      : [];
  });

/** @param now ms since the epoch */
export const fromTheFuture = ({ startedAt }: RunRecord, now: number): Objection[] =>
  Date.parse(startedAt) > now + clockErrorMs ? [objection('from-the-future', 'startedAt', startedAt)] : [];

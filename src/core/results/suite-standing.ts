import type { RunRecord } from '../document/run-record.ts';
import { departuresOf, suiteOf } from '../suite/departures.ts';
import { figuresOf } from './collected-run.ts';
import { measuredCells } from './measured-cells.ts';
import { type Objection, objection } from './objection.ts';

/** Runs that are of no suite known here. Only the suite's runs measure the same on every device. */
export const noSuite = (record: RunRecord): Objection[] =>
  suiteOf(record) === undefined ? [objection('no-suite', '', record.suite?.id ?? '')] : [];

/**
 * Runs of a suite that depart from it in a setting, in the documents, or in every task. A departure of one task
 * leaves that task out and lets the others count. Departures are computed from the record; what it says of
 * itself is not asked.
 */
export function notStandard(record: RunRecord): Objection[] {
  if (suiteOf(record) === undefined) return [];
  const departures = departuresOf(record);
  const general = departures.filter((one) => !('task' in one));
  if (general.length > 0) {
    return general.map((one) =>
      one.kind === 'setting'
        ? objection('not-standard', `settings.${one.name}`, `${one.standard} / ${one.used}`)
        : objection('not-standard', 'input', one.kind),
    );
  }
  if (figuresOf(record).length > 0) return [];
  return departures.map((one) => objection('not-standard', 'task' in one ? one.task : '', one.kind));
}

/** Widest half of a figure's 95 % interval, as a share of the figure. */
const widestHalf = 0.2;

/**
 * Figures that the run's own samples leave open, as where other programs computed at the same time, or where a
 * step of the clock is a large part of a sample.
 */
export const tooNoisy = (record: RunRecord): Objection[] => {
  const { clockResolutionMs } = record.environment;
  const ofClock = measuredCells(record).flatMap(({ cell, where }) => {
    const half = clockResolutionMs / (cell.latencyMs.mean * (cell.repeats ?? 1));
    return half <= widestHalf ? [] : [objection('too-noisy', where, `clock: ${clockResolutionMs} ms`)];
  });
  const ofSamples = figuresOf(record).flatMap(({ task, half }) =>
    half !== null && half <= widestHalf
      ? []
      : [objection('too-noisy', task, half === null ? '' : `± ${Math.round(100 * half)} %`)],
  );
  return [...ofClock.slice(0, 1), ...ofSamples];
};

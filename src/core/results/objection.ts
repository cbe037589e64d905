/**
 * Why a record is left out of the collection:
 * - `texts-inside`: it contains the visitor's texts;
 * - `unreadable-name`: a name in it is too long to be shown, or has characters that nobody sees;
 * - `not-finished`: the run did not reach its end;
 * - `no-suite`: it is no run of the standard suite, so it measured something else than the others;
 * - `not-standard`: it departs from the suite in a setting, or in every task;
 * - `too-noisy`: its samples, or its clock, leave a figure open by more than a fifth;
 * - `software-adapter`: a lane that should have run on a GPU was computed by the CPU;
 * - `other-device`: a lane ran on another device than it claims, as far as the record tells;
 * - `suspect-scores`: its scores failed their check, so it may have computed nonsense quickly;
 * - `figures-do-not-follow`: a figure is not what its samples give, or no batch has so many tokens;
 * - `no-peak`: nothing was measured that its speed could be held against;
 * - `faster-than-peak`: it claims more operations a second than the device's own matrix products reached;
 * - `beyond-any-device`: its peak is more than any processor of so many threads or cores can reach;
 * - `outside-run`: a sample lies before the run's start or after its end;
 * - `overlapping`: two samples were taken at the same time, though one request runs at a time;
 * - `out-of-order`: a cell's samples or rounds are not in the order of collection;
 * - `no-scatter`: a cell's samples are all equal, which no clock of that resolution shows;
 * - `from-the-future`: the run has not started yet;
 * - `already-there`: the collection has this run, or one with the same samples or the same ones at another scale.
 */
export const objectionCodes = [
  'texts-inside',
  'unreadable-name',
  'not-finished',
  'no-suite',
  'not-standard',
  'too-noisy',
  'software-adapter',
  'other-device',
  'suspect-scores',
  'figures-do-not-follow',
  'no-peak',
  'faster-than-peak',
  'beyond-any-device',
  'outside-run',
  'overlapping',
  'out-of-order',
  'no-scatter',
  'from-the-future',
  'already-there',
] as const;
export type ObjectionCode = (typeof objectionCodes)[number];

export interface Objection {
  readonly code: ObjectionCode;
  /** Where in the record, such as `lanes.0.cells.2.pairsPerSecond`; `''` for the whole of it. */
  readonly where: string;
  /** The figures in question, or a name, untranslated; `''` where there are none. */
  readonly detail: string;
}

export const objection = (code: ObjectionCode, where = '', detail = ''): Objection => ({
  code,
  where,
  detail,
});

/** Two figures for a reader: "claims 120, samples give 60". Four digits are enough to see the difference. */
export const against = (claimed: number, given: number): string =>
  `${Number(claimed.toPrecision(4))} / ${Number(given.toPrecision(4))}`;

import type { RunRecord } from '../document/run-record.ts';
import { figuresDoNotFollow } from './figures-follow.ts';
import { alreadyThere, type KnownRun } from './known-runs.ts';
import type { Objection } from './objection.ts';
import { fromTheFuture, noScatter, outOfOrder, outsideRun, overlapping } from './sample-times.ts';
import { beyondAnyDevice, fasterThanPeak, noPeak } from './speed-limits.ts';
import { noSuite, notStandard, tooNoisy } from './suite-standing.ts';
import {
  notFinished,
  otherDevice,
  softwareAdapter,
  suspectScores,
  textsInside,
  unreadableName,
} from './trustworthy-run.ts';

/** What a record is judged against. */
export interface JudgeContext {
  /** The runs that the collection has. */
  readonly known: readonly KnownRun[];
  /** Ms since the epoch. */
  readonly now: number;
}

/**
 * The rules of the collection (results/README.md), each a question that a sceptic would ask. They run in
 * `npm run results` and, before anything is sent, in the page.
 *
 * @param record one that the schema accepts (`parseRecordsFile`)
 * @returns every objection, the gravest first; none for a record that the collection takes
 */
export function judgeRecord(record: RunRecord, { known, now }: JudgeContext): Objection[] {
  return [
    ...textsInside(record),
    ...unreadableName(record),
    ...alreadyThere(record, known),
    ...notFinished(record),
    ...noSuite(record),
    ...notStandard(record),
    ...tooNoisy(record),
    ...softwareAdapter(record),
    ...otherDevice(record),
    ...suspectScores(record),
    ...figuresDoNotFollow(record),
    ...noPeak(record),
    ...beyondAnyDevice(record),
    ...fasterThanPeak(record),
    ...outOfOrder(record),
    ...outsideRun(record),
    ...overlapping(record),
    ...noScatter(record),
    ...fromTheFuture(record, now),
  ];
}

import type { RunRecord } from '../document/run-record.ts';
import { measuredCells } from './measured-cells.ts';
import { type Objection, objection } from './objection.ts';

/** What tells a run of the collection from others. */
export interface KnownRun {
  readonly id: string;
  /** Of its samples; see `samplesKey`. */
  readonly samples: string;
  /** The record's file, without its folder. */
  readonly file: string;
}

/**
 * A run's raw samples in short: 64 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over all latencies
 * in the record's order, as multiples of the first. A record that was given another id or another label keeps it,
 * and so does one whose samples were all made shorter alike.
 */
export function samplesKey(record: Pick<RunRecord, 'lanes'>): string {
  let [high, low] = [0xcbf2_9ce4, 0x8422_2325];
  const cells = measuredCells(record).map(({ cell }) => cell.latencyMs.samples);
  const unit = cells[0]?.[0] ?? 1;
  const text = cells.map((samples) => samples.map((one) => (one / unit).toPrecision(6)).join(' ')).join('|');
  for (let place = 0; place < text.length; place++) {
    low = (low ^ text.charCodeAt(place)) >>> 0;
    // The prime is 2⁴⁰ + 0x1b3; halves of 32 bits keep the products exact.
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return [high, low].map((half) => half.toString(16).padStart(8, '0')).join('');
}

/** A run that the collection has already, by its id or by its samples. */
export function alreadyThere(record: RunRecord, known: readonly KnownRun[]): Objection[] {
  const sameId = known.find(({ id }) => id === record.id);
  if (sameId !== undefined) return [objection('already-there', 'id', sameId.file)];
  const key = samplesKey(record);
  const sameSamples = known.find(({ samples }) => samples === key);
  return sameSamples === undefined ? [] : [objection('already-there', 'lanes', sameSamples.file)];
}

import type { RunRecord } from '../document/run-record.ts';

/** What the visitor decides about a contribution. */
export interface ContributionWish {
  /** The name to give the device; `''` for none. */
  readonly label: string;
}

/**
 * The record as it would be sent: without texts, without load tests, profiles and the passes that simulations
 * use, which the collection does not show, and with the label that the visitor wants. The host of a model hub
 * may be a private mirror, so the address is left out as well.
 *
 * @param hub the public hub's address, which stands in place of the run's
 */
export function contributionOf(record: RunRecord, { label }: ContributionWish, hub: string): RunRecord {
  const { loadTests: _tests, profiles: _profiles, label: _label, input, settings, lanes, ...rest } = record;
  const { pairs: _pairs, ...kept } = input;
  const name = label.trim();
  return {
    ...rest,
    ...(name !== '' && { label: name }),
    settings: { ...settings, label: name, host: hub },
    input: kept,
    lanes: lanes.map(({ passes: _passes, capacity: _capacity, ...lane }) => lane),
  };
}

/** The record's text in its file: two spaces deep, but each list of numbers on a line of its own. */
export const contributionText = (record: RunRecord): string => {
  const text = JSON.stringify(record, null, 2);
  const inLine = (list: string) => list.replace(/\s+/g, ' ').replace(/\[ /, '[').replace(/ \]$/, ']');
  // A line end straight after the bracket cannot be inside a string.
  return `${text.replace(/\[\n[\s\d.,eE+-]*\]/g, inLine)}\n`;
};

/** For example "2026-11-29-apple-m2-1f3c.json": what the file is about, and the beginning of the run's id. */
export function contributionName(record: RunRecord, device: string): string {
  const plain = device
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
  const id = record.id.replace(/[^A-Za-z0-9]+/g, '').slice(0, 8);
  return [record.startedAt.slice(0, 10), plain, id]
    .filter((part) => part !== '')
    .join('-')
    .concat('.json');
}

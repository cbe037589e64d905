import { isNewerVersion } from './hostile-json.ts';
import { lettersToText, textToLetters } from './link-bytes.ts';
import { giveUp, linkSchemaId, maxCells, maxLanes, packRun, unpackRun } from './link-layout.ts';
import type { RunFigures } from './run-figures.ts';

/** Longest fragment, including `#`: mail and chat programs still take that much for one link. */
export const maxFragmentBytes = 8192;

const prefix = '#r=';

export type FragmentOfRecord =
  | { readonly state: 'ok'; readonly fragment: string }
  /**
   * Even after giving up all that it can, the run needs this many bytes, or it has too many lanes or cells.
   */
  | { readonly state: 'too-large'; readonly bytes: number };

export type RunOfFragment =
  /** The fragment does not carry a run. */
  | { readonly state: 'none' }
  | { readonly state: 'ok'; readonly run: RunFigures }
  | { readonly state: 'error'; readonly code: 'damaged' | 'newer-version' | 'too-large' };

/**
 * The fragment of an address that carries the run, at most 8 kB: `#r=`, then the letters of the packed run as
 * JSON. A run too large for it gives up what `giveUp` lists.
 */
export function recordToFragment(record: RunFigures): FragmentOfRecord {
  let fragment = fragmentOf(record, 0);
  for (let step = 1; step <= giveUp.loadTests && fragment.length > maxFragmentBytes; step++) {
    fragment = fragmentOf(record, step);
  }
  const cellCount = record.lanes.reduce((total, { cells }) => total + cells.length, 0);
  const fits = record.lanes.length <= maxLanes && cellCount <= maxCells;
  // All of it is ASCII, so characters are bytes.
  if (!fits || fragment.length > maxFragmentBytes) return { state: 'too-large', bytes: fragment.length };
  return { state: 'ok', fragment };
}

const fragmentOf = (record: RunFigures, step: number) =>
  prefix + textToLetters(JSON.stringify(packRun(record, step)));

/**
 * The run that an address's fragment carries. A link that lost or changed a letter is `damaged`, never read
 * in part.
 */
export function fragmentToRun(fragment: string): RunOfFragment {
  if (!fragment.startsWith(prefix)) return { state: 'none' };
  if (fragment.length > maxFragmentBytes) return { state: 'error', code: 'too-large' };
  const json = lettersToText(fragment.slice(prefix.length));
  if (json.state !== 'ok') return { state: 'error', code: json.state };
  let packed: unknown;
  try {
    packed = JSON.parse(json.text);
  } catch {
    return { state: 'error', code: 'damaged' };
  }
  if (Array.isArray(packed) && isNewerVersion(packed[0], linkSchemaId)) {
    return { state: 'error', code: 'newer-version' };
  }
  const run = unpackRun(packed);
  return run === null ? { state: 'error', code: 'damaged' } : { state: 'ok', run };
}

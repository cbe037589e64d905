import { strFromU8, strToU8 } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { compactOfRecord } from './compact-of-record.ts';
import { type CompactRun, compactRunSchemaId } from './compact-run.ts';
import { maxCompactCells, maxCompactLanes, packRun, unpackRun } from './compact-wire.ts';
import { crc32 } from './crc32.ts';
import { deflated, inflated } from './deflated.ts';
import { isNewerVersion } from './hostile-json.ts';
import type { RunRecord } from './run-record.ts';
import { shedSteps } from './shed-columns.ts';

/** Longest fragment, `#` included: what mail and chat programs still take for one link. */
export const maxFragmentBytes = 8192;

/** Most bytes that a fragment may hold once inflated, against links made to fill the memory. */
export const maxInflatedBytes = 256 * 1024;

const prefix = '#r=';
const checksumBytes = 4;

export type FragmentOfRecord =
  | { readonly state: 'ok'; readonly fragment: string }
  /** Even without what it can do without, the run needs this many bytes. */
  | { readonly state: 'too-large'; readonly bytes: number };

export type RunOfFragment =
  /** The fragment is none of ours. */
  | { readonly state: 'none' }
  | { readonly state: 'ok'; readonly run: CompactRun }
  | { readonly state: 'error'; readonly code: 'damaged' | 'newer-version' | 'too-large' };

/**
 * The fragment of an address that carries the run, at most 8 kB: `#r=`, then base64url of the CRC-32 (little-endian) of what
 * follows, then the compact run as a JSON array, deflated. A run too large for it gives up columns as `shedSteps` say.
 */
export function recordToFragment(record: RunRecord): FragmentOfRecord {
  let run = compactOfRecord(record);
  let fragment = fragmentOf(run);
  for (const shed of shedSteps) {
    if (fragment.length <= maxFragmentBytes) break;
    run = shed(run);
    fragment = fragmentOf(run);
  }
  const cellCount = run.lanes.reduce((total, lane) => total + lane.cells.length, 0);
  const fits = run.lanes.length <= maxCompactLanes && cellCount <= maxCompactCells;
  // All of it is ASCII: characters are bytes.
  if (!fits || fragment.length > maxFragmentBytes) return { state: 'too-large', bytes: fragment.length };
  return { state: 'ok', fragment };
}

function fragmentOf(run: CompactRun): string {
  const packed = deflated(strToU8(JSON.stringify(packRun(run))));
  const bytes = new Uint8Array(checksumBytes + packed.length);
  new DataView(bytes.buffer).setUint32(0, crc32(packed), true);
  bytes.set(packed, checksumBytes);
  return prefix + toBase64Url(bytes);
}

/** The run that an address's fragment carries. A link that lost or changed a letter is `damaged`, never read in part. */
export function fragmentToRun(fragment: string): RunOfFragment {
  if (!fragment.startsWith(prefix)) return { state: 'none' };
  if (fragment.length > maxFragmentBytes) return { state: 'error', code: 'too-large' };
  const bytes = fromBase64Url(fragment.slice(prefix.length));
  if (bytes === null || bytes.length <= checksumBytes) return { state: 'error', code: 'damaged' };
  const packed = bytes.subarray(checksumBytes);
  if (new DataView(bytes.buffer).getUint32(0, true) !== crc32(packed)) {
    return { state: 'error', code: 'damaged' };
  }
  const json = inflated(packed, maxInflatedBytes);
  if (json.state !== 'ok') return { state: 'error', code: json.state };
  return runOfJson(strFromU8(json.bytes));
}

function runOfJson(json: string): RunOfFragment {
  let wire: unknown;
  try {
    wire = JSON.parse(json);
  } catch {
    return { state: 'error', code: 'damaged' };
  }
  if (Array.isArray(wire) && isNewerVersion(wire[0], compactRunSchemaId)) {
    return { state: 'error', code: 'newer-version' };
  }
  const run = unpackRun(wire);
  return run === null ? { state: 'error', code: 'damaged' } : { state: 'ok', run };
}

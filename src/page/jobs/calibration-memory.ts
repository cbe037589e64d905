import type { ThreadPlan } from '../../core/bench/calibration-candidates.ts';
import type { ModelRequest } from '../../worker/protocol/messages.ts';
import type { RememberedCalibration } from './kept-calibration.ts';

/**
 * Where calibrations outlive the visit: the browser's storage, or a test's. It may return something other
 * than what was put there.
 */
export interface CalibrationStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Forgets all. */
  clear(): Promise<void>;
}

/** What a calibration holds for. */
export interface CalibratedFor {
  readonly modelId: string;
  readonly request: Pick<ModelRequest, 'layers' | 'dtype' | 'runtime' | 'graph'>;
  /** Name and version, as the run record has them. */
  readonly browser: string;
  readonly hardwareConcurrency: number;
  readonly hasThreads: boolean;
  /** What the visitor asked for; what they left open was calibrated. */
  readonly asked: { readonly threads: number | null; readonly workers: number | null };
}

/**
 * The key of a calibration: model, layers, dtype, build, what was asked for, the machine, and a twin's fused
 * graph. The browser's name and major version belong to it, since each brings another compiler. A local
 * folder's name says little about its content; the lane itself is measured all the same.
 */
export function calibrationKey(held: CalibratedFor): string {
  const { modelId, request, browser, hardwareConcurrency, hasThreads, asked } = held;
  const { layers, dtype, runtime, graph } = request;
  const major = browser.replace(/^(.*?\s\d+)[.\d]*$/, '$1');
  const place = [major, hardwareConcurrency, hasThreads ? 'isolated' : 'not isolated'];
  const wished = [asked.threads, asked.workers];
  const own = graph === undefined ? [] : [graph];
  return `calibration/${JSON.stringify([modelId, layers, dtype, runtime, ...wished, ...place, ...own])}`;
}

/**
 * What was found for this model on this device before; `null` where there is nothing that can be read. Never
 * rejects.
 *
 * What cannot be read is neither set aside nor told: the page found it by itself, so nothing of the visitor's
 * is lost. The next sweep finds it anew in seconds, in plain sight, and writes over what was damaged.
 */
export async function rememberedCalibration(
  store: CalibrationStore,
  held: CalibratedFor,
): Promise<RememberedCalibration | null> {
  try {
    const stored = await store.get(calibrationKey(held));
    if (stored === undefined) return null;
    const { parseCalibration } = await import('./kept-calibration.ts');
    const found = parseCalibration(stored);
    return found !== null && isPossible(found.chosen, held) ? found : null;
  } catch {
    // The browser's storage is switched off, so nothing was kept.
    return null;
  }
}

/**
 * No candidate has more than the cores or what was asked for; a damaged count could start a million workers.
 */
function isPossible(
  { threads, workers }: ThreadPlan,
  { hardwareConcurrency, asked }: CalibratedFor,
): boolean {
  const most = (wish: number | null) => Math.max(hardwareConcurrency, wish ?? 1);
  return threads <= most(asked.threads) && workers <= most(asked.workers);
}

/** Remembers a calibration. Never rejects: one that cannot be kept is made again next time. */
export async function rememberCalibration(
  store: CalibrationStore,
  held: CalibratedFor,
  { chosen, tried }: RememberedCalibration,
): Promise<void> {
  const plain = tried.map(({ threads, workers, pairsPerSecond }) => ({ threads, workers, pairsPerSecond }));
  try {
    await store.set(calibrationKey(held), { version: 1, chosen, tried: plain });
  } catch {
    // The browser's storage is switched off.
  }
}

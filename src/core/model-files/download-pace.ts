/** How fast a download is, and how long the rest will take. */
export interface DownloadPace {
  readonly bytesPerSecond: number;
  /** `null` while it is not known how much is left, or nothing arrives. */
  readonly remainingMs: number | null;
}

/** What the estimate remembers; `startPace` makes it, `notePace` updates it. */
export interface PaceMeter {
  readonly lastAtMs: number;
  readonly lastBytes: number;
  /** Bytes and ms of the past, weighted less the older they are: see `notePace`. */
  readonly weighedBytes: number;
  readonly weighedMs: number;
  readonly measuredMs: number;
  readonly shownAtMs: number;
  /** What may be shown; `null` while there is too little to go by. */
  readonly pace: DownloadPace | null;
}

const paceRule = {
  /** What came this long ago counts 1/e as much as what comes now. */
  memoryMs: 5000,
  /** Shortest time measured before a pace is shown. */
  firstMs: 1000,
  /** Shortest time for which a figure stays, so that it can be read. */
  holdMs: 1000,
} as const;

export const startPace = (atMs: number, loadedBytes: number): PaceMeter => ({
  lastAtMs: atMs,
  lastBytes: loadedBytes,
  weighedBytes: 0,
  weighedMs: 0,
  measuredMs: 0,
  shownAtMs: Number.NEGATIVE_INFINITY,
  pace: null,
});

/**
 * Updates the estimate with how far a download has come.
 *
 * The rate is Σ bytesᵢ·wᵢ ÷ Σ msᵢ·wᵢ over the intervals between reports, wᵢ = exp(−age ÷ `memoryMs`): a mean
 * of the recent past in which bursts and single slow reports weigh no more than the time they took.
 *
 * @param loadedBytes of all files together
 * @param totalBytes of all files together; `null` where it is not known
 * @param isWaiting whether the connection is lost, so that the time since the last report does not count
 */
export function notePace(
  meter: PaceMeter,
  atMs: number,
  loadedBytes: number,
  totalBytes: number | null,
  isWaiting = false,
): PaceMeter {
  const ms = atMs - meter.lastAtMs;
  const bytes = loadedBytes - meter.lastBytes;
  if (isWaiting) return { ...meter, lastAtMs: atMs, lastBytes: loadedBytes };
  // A file that starts over takes bytes away; that is not a negative rate.
  if (ms <= 0 || bytes < 0) return { ...meter, lastBytes: Math.min(meter.lastBytes, loadedBytes) };
  const kept = Math.exp(-ms / paceRule.memoryMs);
  const next = {
    ...meter,
    lastAtMs: atMs,
    lastBytes: loadedBytes,
    weighedBytes: meter.weighedBytes * kept + bytes,
    weighedMs: meter.weighedMs * kept + ms,
    measuredMs: meter.measuredMs + ms,
  };
  if (next.measuredMs < paceRule.firstMs || atMs - meter.shownAtMs < paceRule.holdMs) return next;
  const bytesPerSecond = (1000 * next.weighedBytes) / next.weighedMs;
  const left = totalBytes === null ? null : Math.max(0, totalBytes - loadedBytes);
  const remainingMs = left === null || bytesPerSecond <= 0 ? null : roundedMs((1000 * left) / bytesPerSecond);
  return { ...next, shownAtMs: atMs, pace: { bytesPerSecond, remainingMs } };
}

/**
 * Rounds to 1 s below 10 s, to 5 s below a minute, to 30 s below ten minutes, and else to a minute: the
 * estimate is no better than that.
 */
function roundedMs(ms: number): number {
  const step = ms < 10_000 ? 1000 : ms < 60_000 ? 5000 : ms < 600_000 ? 30_000 : 60_000;
  return Math.max(step, Math.round(ms / step) * step);
}

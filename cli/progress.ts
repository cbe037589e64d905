import type { Policy } from '../src/core/serving/batch-rule.ts';
import type {
  PageFileProgress,
  PageProgress,
  RankProgressView,
  RunProgressView,
} from '../src/page/app/page-api-types.ts';
import type { Terminal } from './terminal.ts';

/** How often the page is asked: it costs the page a moment, and the measured worker nothing. */
const everyMs = { screen: 500, log: 1000 } as const;

/**
 * Shows how far the page is while some work lasts: in one line of a screen, or now and then a line of a log.
 *
 * @param before stands before each line, such as which of several runs it is
 */
export async function withProgress<T>(
  work: Promise<T>,
  ask: () => Promise<PageProgress | null>,
  terminal: Terminal,
  before = '',
): Promise<T> {
  const ended = new AbortController();
  const watching = watch(ask, terminal, before, ended.signal);
  try {
    return await work;
  } finally {
    ended.abort();
    await watching;
    terminal.status('');
  }
}

async function watch(
  ask: () => Promise<PageProgress | null>,
  terminal: Terminal,
  before: string,
  ended: AbortSignal,
): Promise<void> {
  let told = '';
  try {
    while (!ended.aborted) {
      const progress = await ask();
      if (progress !== null && !ended.aborted) {
        const line = `${before}${progressLine(progress)}`;
        if (terminal.canUpdate) terminal.status(line);
        else if (progressStep(progress) !== told) terminal.note(line);
        told = progressStep(progress);
      }
      await pause(terminal.canUpdate ? everyMs.screen : everyMs.log, ended);
    }
  } catch {
    // The page has gone; the work itself says so.
  }
}

/** Resolves after so long, or at once when the signal is aborted. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });

const barWidth = 20;

/** What is under way, in one line: a bar, the lane and cell, the time left. */
export function progressLine(progress: PageProgress): string {
  return progress.kind === 'run' ? runLine(progress) : rankLine(progress);
}

/** Changes where a new line is worth a log's while: with each phase of a lane, each policy of a load test, and each tenth of the run. */
export function progressStep(progress: PageProgress): string {
  if (progress.kind === 'rank') return progress.phase;
  const { lane, phase, fraction, load } = progress;
  return `${lane?.place} ${phase} ${load?.place} ${Math.floor(fraction * 10)}`;
}

function runLine({ lane, phase, load, files, cell, round, fraction, remainingMs }: RunProgressView): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${String(Math.floor(fraction * 100)).padStart(3)} %`;
  const parts = [
    lane === null
      ? ''
      : `${lane.device}${lane.dtype === null ? '' : ` ${lane.dtype}`}${lane.order === 'input' ? ' input order' : ''}` +
        (lane.count > 1 ? ` (lane ${lane.place + 1} of ${lane.count})` : ''),
    phase === 'sampling' ? `round ${round}` : phaseWords[phase],
    phase === 'loading' ? filesWords(files) : '',
    // A hosted page of before there were load tests says nothing of them.
    load ? loadTestWords(load) : '',
    cell === null ? '' : `${cell.pairCount} pairs, batch ${cell.batchSize ?? `≤ ${cell.tokenBudget} tokens`}`,
    remainingMs === null
      ? ''
      : `about ${durationWords(remainingMs)} left${(lane?.count ?? 1) > 1 ? ' in this lane' : ''}`,
  ];
  return [bar, parts.filter((part) => part !== '').join(' · ')].join(' ');
}

const phaseWords = {
  'waiting-for-tab': 'waiting for another tab that measures',
  calibrating: 'finding the best threads and sessions',
  loading: 'loading the model',
  checking: 'checking scores',
  'warming-up': 'warming up',
  'measuring-peak': 'measuring the device’s peak',
  'measuring-passes': 'measuring single passes',
  'load-test': 'load test',
  planning: 'planning, by simulation',
  stopping: 'stopping',
} as const;

function loadTestWords({
  policy,
  place,
  of,
  arrived,
  answered,
  waiting,
}: NonNullable<RunProgressView['load']>) {
  const which = of > 1 ? `${policyNames[policy]} (${place} of ${of})` : policyNames[policy];
  return `${which} · ${arrived} arrived, ${answered} answered, ${waiting} waiting`;
}

const policyNames = {
  none: 'no batching',
  fixed: 'fixed batches',
  dynamic: 'dynamic batching',
} as const satisfies Record<Policy, string>;

function rankLine({ phase, files, pairsDone, pairsTotal }: RankProgressView): string {
  if (phase === 'scoring') return `scoring: ${pairsDone} of ${pairsTotal} documents`;
  return ['loading the model', filesWords(files)].filter((part) => part !== '').join(' · ');
}

function filesWords(files: readonly PageFileProgress[]): string {
  if (files.length === 0) return '';
  const loaded = files.reduce((sum, { loadedBytes }) => sum + loadedBytes, 0);
  const sizes = files.map(({ totalBytes }) => totalBytes);
  const known = sizes.filter((size) => size !== null);
  const total = known.reduce((sum, size) => sum + size, 0);
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  return known.length === sizes.length
    ? `${megabytes(loaded)} of ${megabytes(Math.max(total, loaded))} MB`
    : `${megabytes(loaded)} MB`;
}

/** "40 s", "3 min 20 s", "2 h 5 min". */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

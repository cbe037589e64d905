import type { i18n } from 'i18next';
import { textsOf } from '../src/core/texts/create-texts.ts';
import type {
  PageFileProgress,
  PageProgress,
  RankProgressView,
  RunProgressView,
} from '../src/page/app/page-api-types.ts';
import type { Terminal } from './terminal.ts';

/**
 * How often the page is asked for its progress, in ms. Asking costs the page a moment, but not the measured
 * worker.
 */
const everyMs = { screen: 500, log: 1000 } as const;

/**
 * Shows the page's progress while the work lasts: as one updated line on a screen, or as new lines in a log.
 *
 * @param before text before each line, such as which of several runs it is
 */
export async function withProgress<T>(
  work: Promise<T>,
  ask: () => Promise<PageProgress | null>,
  terminal: Terminal,
  before = '',
  texts: i18n = textsOf('en'),
): Promise<T> {
  const ended = new AbortController();
  const watching = watch(ask, terminal, { before, texts }, ended.signal);
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
  { before, texts }: { before: string; texts: i18n },
  ended: AbortSignal,
): Promise<void> {
  let told = '';
  try {
    while (!ended.aborted) {
      const progress = await ask();
      if (progress !== null && !ended.aborted) {
        const line = `${before}${progressLine(progress, texts)}`;
        if (terminal.canUpdate) terminal.status(line);
        else if (progressStep(progress) !== told) terminal.note(line);
        told = progressStep(progress);
      }
      await pause(terminal.canUpdate ? everyMs.screen : everyMs.log, ended);
    }
  } catch {
    // The page is gone. The work itself reports that.
  }
}

/** Resolves after `ms`, or as soon as the signal is aborted. */
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

/** The progress as one line: a bar, the lane and cell, the time left. */
export function progressLine(progress: PageProgress, texts: i18n = textsOf('en')): string {
  return progress.kind === 'run' ? runLine(progress, texts) : rankLine(progress, texts);
}

/**
 * A text that changes when a log should get a new line: with each phase of a lane, each policy of a load
 * test, and each tenth of the run.
 */
export function progressStep(progress: PageProgress): string {
  if (progress.kind === 'rank') return progress.phase;
  const { lane, phase, fraction, load } = progress;
  return `${lane?.place} ${phase} ${load?.place} ${Math.floor(fraction * 10)}`;
}

/** "webgpu fp16 (lane 1 of 2)", or in a suite "2 of 4: bge-reranker-v2-m3’s shape" */
function laneWords(
  { place, count, device, dtype, order, task }: NonNullable<RunProgressView['lane']>,
  { t }: i18n,
): string {
  if (task !== undefined) {
    return t('suite.progress', { place: place + 1, of: count, shape: t('suite.shape', { model: task }) });
  }
  return [
    device,
    ...(dtype === null ? [] : [dtype]),
    ...(order === 'input' ? [t('terminal.laneOrder')] : []),
    ...(count > 1 ? [t('terminal.progress.lane', { lane: place + 1, lanes: count })] : []),
  ].join(' ');
}

function runLine(
  { lane, phase, load, files, cell, round, fraction, remainingMs }: RunProgressView,
  texts: i18n,
): string {
  const { t } = texts;
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barWidth - filled)}] ${String(Math.floor(fraction * 100)).padStart(3)} %`;
  const parts = [
    lane === null ? '' : laneWords(lane, texts),
    phase === 'sampling' ? t('terminal.progress.round', { round }) : t(`terminal.progress.phase.${phase}`),
    phase === 'loading' ? filesWords(files, texts) : '',
    // A hosted page may be older than load tests. Then `load` is missing.
    load ? loadTestWords(load, texts) : '',
    cell === null
      ? ''
      : t('terminal.progress.pairs', {
          pairs: cell.pairCount,
          batch: cell.batchSize ?? t('terminal.progress.tokens', { tokens: cell.tokenBudget ?? '' }),
        }),
    remainingMs === null
      ? ''
      : t((lane?.count ?? 1) > 1 ? 'terminal.progress.leftInLane' : 'terminal.progress.left', {
          duration: durationWords(remainingMs, texts),
        }),
  ];
  return [bar, parts.filter((part) => part !== '').join(' · ')].join(' ');
}

function loadTestWords(
  { policy, place, of, arrived, answered, waiting }: NonNullable<RunProgressView['load']>,
  { t }: i18n,
) {
  const name = t(`terminal.progress.policy.${policy}`);
  const which = of > 1 ? t('terminal.progress.test', { policy: name, place, tests: of }) : name;
  return `${which} · ${t('terminal.progress.requests', { arrived, answered, waiting })}`;
}

function rankLine({ phase, files, pairsDone, pairsTotal }: RankProgressView, texts: i18n): string {
  const { t } = texts;
  if (phase === 'scoring') return t('terminal.progress.scoring', { done: pairsDone, total: pairsTotal });
  return [t(`terminal.progress.phase.${phase}`), filesWords(files, texts)]
    .filter((part) => part !== '')
    .join(' · ');
}

function filesWords(files: readonly PageFileProgress[], { t }: i18n): string {
  if (files.length === 0) return '';
  const loaded = files.reduce((sum, { loadedBytes }) => sum + loadedBytes, 0);
  const sizes = files.map(({ totalBytes }) => totalBytes);
  const known = sizes.filter((size) => size !== null);
  const total = known.reduce((sum, size) => sum + size, 0);
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
  return known.length === sizes.length
    ? t('terminal.progress.files', { loaded: megabytes(loaded), total: megabytes(Math.max(total, loaded)) })
    : `${megabytes(loaded)} MB`;
}

/** "40 s", "3 min 20 s", "2 h 5 min". */
export function durationWords(ms: number, { t }: i18n = textsOf('en')): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return t('terminal.progress.duration.seconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('terminal.progress.duration.minutes', { minutes, seconds: seconds % 60 });
  return t('terminal.progress.duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

import type { ProgressInfo } from '@huggingface/transformers';
import type { Clock } from '../../core/rerank/clock.ts';
import type { FileProgress } from '../protocol/messages.ts';

/** A large file comes in tens of thousands of pieces. Nobody could follow more reports than this. */
const reportEveryMs = 100;

/** transformers.js begins the path of a file at a repository's root with a slash. */
const plainName = (file: string): string => file.replace(/^\/+/, '');

/** Turns transformers.js's progress events into the progress of each file. */
export class ProgressReport {
  readonly #base: string;
  readonly #clock: Clock;
  readonly #tell: (progress: FileProgress) => void;
  readonly #files = new Map<string, FileProgress>();
  readonly #toldAtMs = new Map<string, number>();
  /** When the last file had arrived; before the first, when the report began. */
  doneAtMs: number;

  /** @param base address under which the model's files lie */
  constructor(base: string, clock: Clock, tell: (progress: FileProgress) => void) {
    this.#base = base;
    this.#clock = clock;
    this.#tell = tell;
    this.doneAtMs = clock.now();
  }

  /** Bytes of all files so far. */
  get bytes(): number {
    return [...this.#files.values()].reduce((total, { loadedBytes }) => total + loadedBytes, 0);
  }

  readonly note = (info: ProgressInfo): void => {
    switch (info.status) {
      case 'progress': {
        const { loaded, total } = info;
        const file = plainName(info.file);
        this.#set({ file, loadedBytes: loaded, totalBytes: total > 0 ? total : null, done: false });
        return;
      }
      case 'done': {
        const known = this.#files.get(plainName(info.file));
        if (known === undefined) return;
        this.doneAtMs = this.#clock.now();
        const { file, loadedBytes } = known;
        this.#set({ file, loadedBytes, totalBytes: loadedBytes, done: true });
        return;
      }
      default:
    }
  };

  /** Reports how far a file is that transformers.js knows nothing of; all of it is there when `total` is. */
  noteBytes(file: string, loadedBytes: number, totalBytes: number): void {
    const done = loadedBytes === totalBytes;
    if (done) this.doneAtMs = this.#clock.now();
    this.#set({ file, loadedBytes, totalBytes, done });
  }

  /** Reports that a file's connection was lost and that it waits for another. */
  noteBreak(address: string): void {
    if (!address.startsWith(this.#base)) return;
    const file = decodeURIComponent(address.slice(this.#base.length));
    const known = this.#files.get(file) ?? { file, loadedBytes: 0, totalBytes: null, done: false };
    this.#set({ ...known, isWaiting: true });
  }

  #set(progress: FileProgress): void {
    const { file, done, isWaiting = false } = progress;
    const isNews = done || isWaiting !== (this.#files.get(file)?.isWaiting ?? false);
    this.#files.set(file, progress);
    const now = this.#clock.now();
    const toldAtMs = this.#toldAtMs.get(file);
    if (!isNews && !isWaiting && toldAtMs !== undefined && now - toldAtMs < reportEveryMs) return;
    this.#toldAtMs.set(file, now);
    this.#tell(progress);
  }
}

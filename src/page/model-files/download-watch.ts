import { notePace, type PaceMeter, startPace } from '../../core/model-files/download-pace.ts';
import type { DownloadEvent, FileProgress } from '../../worker/protocol/messages.ts';
import type { WorkerClient } from '../jobs/worker-client.ts';
import type { AppStore } from '../store/app-state.ts';

type Listeners = NonNullable<ConstructorParameters<typeof WorkerClient>[1]>;

export interface DownloadWatchTools {
  readonly store: AppStore;
  /** Ms, monotonic. */
  readonly clock: { now(): number };
  /** Asks the browser not to clear the page's storage by itself. */
  readonly persist: () => Promise<void>;
  /** Called when the browser has kept another file. */
  readonly onKept: () => void;
}

/**
 * Follows the downloads of every worker: how fast they come, and whether the browser keeps them. At the first
 * download it asks the browser for persistent storage.
 */
export class DownloadWatch {
  readonly #tools: DownloadWatchTools;
  #asked = false;

  constructor(tools: DownloadWatchTools) {
    this.#tools = tools;
  }

  /** A new worker's listeners, extended to follow its downloads. */
  listen(listeners: Listeners = {}): Listeners {
    const { store, clock } = this.#tools;
    store.getState().setDownloadPace(null);
    const files = new Map<string, FileProgress>();
    let meter: PaceMeter | null = null;
    return {
      ...listeners,
      fileProgress: (progress) => {
        files.set(progress.file, progress);
        const now = clock.now();
        const { loaded, total, isWaiting } = sumOf([...files.values()]);
        meter = meter === null ? startPace(now, loaded) : notePace(meter, now, loaded, total, isWaiting);
        if (meter.pace !== store.getState().downloadPace) store.getState().setDownloadPace(meter.pace);
        listeners.fileProgress?.(progress);
      },
      download: (event) => {
        this.#note(event);
        listeners.download?.(event);
      },
    };
  }

  #note(event: DownloadEvent): void {
    switch (event.type) {
      case 'started':
        if (this.#asked) return;
        this.#asked = true;
        // A browser that refuses, or lacks the function, may clear the storage. The list of models says so.
        this.#tools.persist().catch(() => {});
        return;
      case 'kept':
        this.#tools.onKept();
        return;
      case 'not-kept':
        this.#tools.store
          .getState()
          .addNotice('warning', { key: `downloads.notKept.${event.reason}`, detail: event.detail });
        return;
      default:
        event satisfies never;
    }
  }
}

/** Bytes of all files together; `total` is `null` while the size of an unfinished file is unknown. */
function sumOf(files: readonly FileProgress[]) {
  let loaded = 0;
  let total: number | null = 0;
  for (const { loadedBytes, totalBytes, done } of files) {
    loaded += loadedBytes;
    const size = totalBytes ?? (done ? loadedBytes : null);
    total = total === null || size === null ? null : total + size;
  }
  const underWay = files.filter(({ done }) => !done);
  const isWaiting = underWay.length > 0 && underWay.every((file) => file.isWaiting === true);
  return { loaded, total, isWaiting };
}

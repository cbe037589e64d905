import { Failure } from '../../core/rerank/failure.ts';
import { PendingCalls, watchLife } from '../../core/threads/worker-calls.ts';
import type { DownloadEvent, FileProgress, StartStep } from '../protocol/messages.ts';
import type {
  FromPassWorker,
  PassRequestKind,
  PassRequestMap,
  ToPassWorker,
} from '../protocol/pass-messages.ts';

/** A started worker as its lane's worker reaches it. */
export interface PassPort {
  post(message: ToPassWorker, transfer: readonly ArrayBuffer[]): void;
  end(): void;
}

/** What a pass worker takes from outside; tests hand in one that runs in process. */
export interface PassWorkerTools {
  readonly startWorker: (listener: {
    readonly onMessage: (message: FromPassWorker) => void;
    readonly onError: (message: string) => void;
  }) => PassPort;
  /** Resolves once whoever holds the lock of this name has let go of it. */
  readonly waitForLock: ((name: string, signal: AbortSignal) => Promise<void>) | null;
  readonly newId: () => string;
  readonly pageBase: string;
}

export interface PassWorkerListener {
  /** Called at most once, when it died by itself; what was pending has been rejected. */
  readonly onDeath: (failure: Failure) => void;
  readonly onProgress?: (progress: FileProgress) => void;
  readonly onDownload?: (event: DownloadEvent) => void;
  /** As `starting` of `EventMap`; the worker itself begins with its script, which it does not tell. */
  readonly onStart?: (step: StartStep | null) => void;
}

/** What the names of all pass workers' locks begin with. */
const passLockPrefix = 'rerank-bench-pass-worker-';

/** One pass worker's whole life, seen from its lane's worker: start, calls and death. */
export class PassWorker {
  readonly #port: PassPort;
  readonly #tools: PassWorkerTools;
  readonly #listener: PassWorkerListener;
  readonly #lifeLock: string;
  readonly #lifeWatch = new AbortController();
  readonly #pending = new PendingCalls();
  #ended: Failure | null = null;

  constructor(tools: PassWorkerTools, listener: PassWorkerListener) {
    this.#tools = tools;
    this.#listener = listener;
    this.#lifeLock = passLockPrefix + tools.newId();
    this.#port = tools.startWorker({
      onMessage: (message) => this.#receive(message),
      onError: (message) => this.#die(new Failure('worker-died', message)),
    });
    this.#port.post({ type: 'start-passes', lifeLock: this.#lifeLock, pageBase: tools.pageBase }, []);
  }

  /** Asks the worker for something; the buffers of a batch are gone afterwards. Rejects with a `Failure`. */
  call<K extends PassRequestKind>(
    kind: K,
    params: PassRequestMap[K]['params'],
  ): Promise<PassRequestMap[K]['result']> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return this.#pending.add((id) => {
      const message = { type: 'pass-request', id, kind, params } as ToPassWorker;
      this.#port.post(message, params === null ? [] : transferableOf(params));
    });
  }

  /** Ends the worker at once; what is pending rejects. */
  end(why = new Failure('stopped', 'The pass worker was ended.')): void {
    if (this.#ended !== null) return;
    this.#ended = why;
    this.#lifeWatch.abort();
    this.#port.end();
    this.#pending.rejectAll(why);
  }

  #die(failure: Failure): void {
    if (this.#ended !== null) return;
    this.end(failure);
    this.#listener.onDeath(failure);
  }

  #receive(message: FromPassWorker): void {
    // Messages that an ended worker posted before still arrive.
    if (this.#ended !== null) return;
    switch (message.type) {
      case 'ready':
        void watchLife(this.#tools.waitForLock, this.#lifeLock, this.#lifeWatch.signal, (death) =>
          this.#die(death),
        );
        return;
      case 'result':
        this.#pending.resolve(message.id, message.result);
        return;
      case 'failure':
        this.#pending.reject(message.id, message.failure);
        return;
      case 'crash':
        this.#die(new Failure('worker-died', message.failure.message, message.failure.detail));
        return;
      case 'starting':
        this.#listener.onStart?.(message.step);
        return;
      case 'file-progress':
        this.#listener.onProgress?.(message.progress);
        return;
      case 'download':
        this.#listener.onDownload?.(message.event);
        return;
      default:
        message satisfies never;
    }
  }
}

/**
 * The memory that a message may hand over rather than copy: each buffer behind its arrays once, since the
 * same one twice is refused. Shared memory needs no handing over.
 *
 * @param message an object whose properties may be typed arrays
 */
export function transferableOf(message: object): ArrayBuffer[] {
  const buffers = Object.values(message).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
  return [...new Set(buffers)];
}

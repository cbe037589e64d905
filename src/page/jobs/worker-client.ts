import { Failure } from '../../core/rerank/failure.ts';
import { controlWords } from '../../core/threads/tab-visibility.ts';
import { PendingCalls, watchLife } from '../../core/threads/worker-calls.ts';
import type {
  EventKind,
  EventMap,
  FromWorker,
  RequestKind,
  RequestMap,
  ToWorker,
} from '../../worker/protocol/messages.ts';

/** What the client needs of a worker; tests hand in one that runs in process. */
export interface WorkerPort {
  post(message: ToWorker): void;
  end(): void;
}

/** What a worker calls back with. */
export interface WorkerPortListener {
  readonly onMessage: (message: FromWorker) => void;
  /** Gets an empty message where the worker's script could not be loaded. */
  readonly onError: (message: string) => void;
}

export interface WorkerClientTools {
  /** @param name what the browser's developer tools call it */
  readonly startWorker: (listener: WorkerPortListener, name: string) => WorkerPort;
  /** Resolves once whoever holds the lock of this name has let go of it. */
  readonly waitForLock: ((name: string, signal: AbortSignal) => Promise<void>) | null;
  readonly newId: () => string;
  readonly pageBase: string;
  /** Shared memory of `controlWordCount` words, or `null` where the page is not cross-origin isolated. */
  readonly newControlWords: () => Int32Array | null;
  readonly visibility: PageVisibility;
  /** Calls back after so many ms, unless the returned function is called first. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

/** Whether the tab is in sight. */
export interface PageVisibility {
  readonly isHidden: () => boolean;
  /** Calls back at each change, until the returned function is called. */
  readonly onChange: (callback: () => void) => () => void;
}

/** Hears a worker's events. */
export type WorkerListeners = { readonly [K in EventKind]?: (data: EventMap[K]) => void };

/** How long a worker may take to see that it is to stop, before it is ended. */
export const stopPatienceMs = 1000;

/**
 * One worker's whole life: start, calls, events, stop and end. However the worker dies, every pending call
 * rejects with `worker-died`. When it is ended on purpose, they reject with `stopped`.
 */
export class WorkerClient {
  readonly #tools: WorkerClientTools;
  readonly #port: WorkerPort;
  readonly #pending = new PendingCalls();
  readonly #listeners: WorkerListeners;
  readonly #control: Int32Array | null;
  readonly #lifeLock: string;
  readonly #lifeWatch = new AbortController();
  #ended: Failure | null = null;
  #cancelKill: (() => void) | null = null;
  #visibilityChanges = 0;
  readonly #forgetVisibility: () => void;

  /** @param name what the browser's developer tools call the worker */
  constructor(tools: WorkerClientTools, listeners: WorkerListeners = {}, name = 'model') {
    this.#tools = tools;
    this.#listeners = listeners;
    this.#control = tools.newControlWords();
    const listener: WorkerPortListener = {
      onMessage: (message) => this.#receive(message),
      onError: (message) =>
        this.#end(
          message === '' ? new Failure('page-file-missing', 'worker') : new Failure('worker-died', message),
        ),
    };
    this.#port = tools.startWorker(listener, name);
    this.#lifeLock = `rerank-bench-worker-${tools.newId()}`;
    this.#port.post({
      type: 'start',
      lifeLock: this.#lifeLock,
      control: this.#control,
      pageBase: tools.pageBase,
    });
    this.#forgetVisibility = tools.visibility.onChange(() => this.#noteVisibility());
    if (tools.visibility.isHidden()) this.#noteVisibility();
  }

  get isAlive(): boolean {
    return this.#ended === null;
  }

  /** Asks the worker for something. Rejects with a `Failure`. */
  call<K extends RequestKind>(kind: K, params: RequestMap[K]['params']): Promise<RequestMap[K]['result']> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return this.#pending.add((id) => this.#port.post({ type: 'request', id, kind, params } as ToWorker));
  }

  /** Asks the worker to stop what it does; one that has not obeyed after a second is ended. */
  stop(): void {
    if (this.#ended !== null) return;
    if (this.#control !== null) Atomics.store(this.#control, controlWords.stop, 1);
    this.#port.post({ type: 'stop' });
    this.#cancelKill ??= this.#tools.after(stopPatienceMs, () => this.end());
  }

  /**
   * Ends the worker at once; its memory is free again.
   *
   * @param why what pending calls reject with; `stopped` unless told otherwise
   */
  end(why: Failure = new Failure('stopped', 'The worker was ended.')): void {
    this.#end(why);
  }

  #end(failure: Failure): void {
    if (this.#ended !== null) return;
    this.#ended = failure;
    this.#cancelKill?.();
    this.#lifeWatch.abort();
    this.#forgetVisibility();
    this.#port.end();
    this.#pending.rejectAll(failure);
  }

  #noteVisibility(): void {
    if (this.#ended !== null) return;
    const changes = ++this.#visibilityChanges;
    if (this.#control !== null) Atomics.store(this.#control, controlWords.visibilityChanges, changes);
    this.#port.post({ type: 'visibility', changes });
  }

  #receive(message: FromWorker): void {
    // Messages that an ended worker posted before still arrive.
    if (this.#ended !== null) return;
    switch (message.type) {
      case 'ready':
        void watchLife(this.#tools.waitForLock, this.#lifeLock, this.#lifeWatch.signal, (death) =>
          this.#end(death),
        );
        return;
      case 'result':
        this.#pending.resolve(message.id, message.result);
        return;
      case 'failure':
        this.#pending.reject(message.id, message.failure);
        return;
      case 'crash':
        this.#end(new Failure('worker-died', message.failure.message, message.failure.detail));
        return;
      case 'event': {
        const { kind, data } = message;
        // The union of kinds cannot tell the compiler that listener and data belong together; EventMap does.
        const listen = this.#listeners[kind] as ((data: EventMap[EventKind]) => void) | undefined;
        listen?.(data);
        return;
      }
      default:
        message satisfies never;
    }
  }
}

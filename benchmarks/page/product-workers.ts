import type { LaneEvent } from '../../src/core/bench/lane-run.ts';
import { browserWorkerTools } from '../../src/page/jobs/browser-worker.ts';
import { calibrate } from '../../src/page/jobs/calibrate.ts';
import { WorkerClient } from '../../src/page/jobs/worker-client.ts';
import type { RequestKind, RequestMap } from '../../src/worker/protocol/messages.ts';
import type { ProductPage } from '../support/product-page.ts';

declare global {
  var product: ProductPage;
}

/** The product's workers and its calibration, without the product's page. */

interface WorkerWithRuntime {
  readonly client: WorkerClient;
  events: LaneEvent[];
}

const workers: WorkerWithRuntime[] = [];

const heldAt = (place: number): WorkerWithRuntime => {
  const held = workers[place];
  if (held === undefined) throw new RangeError(`There is no worker ${place}.`);
  return held;
};

globalThis.product = {
  start() {
    const held: WorkerWithRuntime = {
      client: new WorkerClient(browserWorkerTools, { lane: (event) => held.events.push(event) }),
      events: [],
    };
    return workers.push(held) - 1;
  },

  call: <K extends RequestKind>(place: number, kind: K, params: RequestMap[K]['params']) =>
    heldAt(place).client.call(kind, params),

  async lane(place, order) {
    const held = heldAt(place);
    held.events = [];
    const end = await held.client.call('runLane', order);
    return { end, events: held.events };
  },

  end: (place) => heldAt(place).client.end(),

  calibrate(wish) {
    const machine = {
      cores: navigator.hardwareConcurrency,
      hasThreads: crossOriginIsolated,
      weightBytes: null,
      graphBytes: null,
      deviceMemoryGiB: null,
      asked: { threads: null, workers: null },
    };
    return calibrate(
      { ...wish, machine },
      {
        newClient: (listeners) => new WorkerClient(browserWorkerTools, listeners),
        after: browserWorkerTools.after,
      },
    );
  },
};

import { findSampleSet } from '../../core/input/sample-sets.ts';
import type { RunRecord } from '../../core/record/run-record.ts';
import { asFailure } from '../../core/rerank/failure.ts';
import { WorkerClient, type WorkerClientTools } from '../client/worker-client.ts';
import { Ranker } from '../run/ranker.ts';
import type { RunTools } from '../run/run-tools.ts';
import { SweepRunner } from '../run/sweep-runner.ts';
import { TokenWatch } from '../run/token-watch.ts';
import { Workbench } from '../run/workbench.ts';
import type { AppServices } from '../store/app-context.ts';
import { type AppStore, createAppStore } from '../store/app-state.ts';
import { failureMessage } from '../store/message.ts';
import { type AddressBar, keepAddress, readAddress } from './address-sync.ts';
import { DocumentIntake } from './document-intake.ts';
import { fillEditor, keepInput, sampleInput } from './first-input.ts';
import type { KeptThings } from './kept-things.ts';
import { addMachineNotices } from './machine-notices.ts';
import { createPageApi, type PageApi } from './page-api.ts';

/** What the page takes from the browser it runs in. */
export interface AppSurroundings {
  readonly worker: WorkerClientTools;
  readonly address: AddressBar;
  readonly kept: KeptThings;
  /** Calls back when the page is being left. */
  readonly onLeave: (callback: () => void) => void;
  readonly clock: RunTools['clock'];
  readonly sha256: RunTools['sha256'];
  readonly describeEnvironment: RunTools['describeEnvironment'];
  readonly app: RunTools['app'];
  /** Hands a text to the visitor as a file. */
  readonly saveFile: (name: string, type: string, text: string) => void;
  /** Mirrors the run's state where programs wait for it. */
  readonly showRunState: (state: string) => void;
}

export interface App {
  readonly store: AppStore;
  readonly services: AppServices;
  readonly api: PageApi;
}

/** Puts the page together and starts it; everything it needs of the browser is handed in. */
export function createApp(surroundings: AppSurroundings): App {
  const { worker, address, kept, onLeave, clock, sha256, describeEnvironment, app, saveFile, showRunState } =
    surroundings;
  const store = createAppStore();
  readAddress(store, address);
  keepAddress(store, address);

  const newClient: RunTools['newClient'] = (listeners) => new WorkerClient(worker, listeners);
  const workbench = new Workbench({ store, newClient });
  const ranker = new Ranker(store, workbench);
  const sweeps = new SweepRunner({
    store,
    newClient,
    clock,
    after: worker.after,
    newId: worker.newId,
    sha256,
    describeEnvironment,
    app,
  });
  const intake = new DocumentIntake(store);

  showRunState(store.getState().runState);
  store.subscribe(({ runState }, before) => {
    if (runState !== before.runState) showRunState(runState);
  });

  const run = async (): Promise<RunRecord | null> => {
    // What the workbench holds would compete with what is measured.
    workbench.end();
    return sweeps.run();
  };
  const services: AppServices = {
    rank: async () => {
      await ranker.rank();
    },
    cancelRank: () => ranker.cancel(),
    run: async () => {
      await run();
    },
    stop: () => sweeps.stop(),
    addFiles: (files) => intake.addFiles(files),
    addText: (text) => intake.addText(text),
    useSample: (id) => {
      const sample = findSampleSet(id);
      if (sample) store.getState().replaceInput(sampleInput(sample));
    },
    saveRecord: () => {
      const { record } = store.getState();
      if (record)
        saveFile(recordFileName(record), 'application/json', `${JSON.stringify(record, null, 2)}\n`);
    },
  };

  const start = async (): Promise<void> => {
    const [probed] = await Promise.all([probeMachine(store, workbench), fillEditor(store, kept)]);
    if (probed) addMachineNotices(store, probed);
    onLeave(keepInput(store, kept, worker.after));
    new TokenWatch(store, workbench, worker.after).start();
  };
  const ready = start();
  if (store.getState().settings.autorun) void ready.then(run);

  const api = createPageApi({
    version: app.version,
    ready,
    store,
    rank: () => ranker.rank(),
    run,
    stop: services.stop,
  });
  return { store, services, api };
}

async function probeMachine(store: AppStore, workbench: Workbench) {
  try {
    const probe = await workbench.probe();
    store.getState().setMachine({ state: 'known', probe });
    return probe;
  } catch (error) {
    const message = failureMessage(asFailure(error));
    store.getState().setMachine({ state: 'failed', message });
    store.getState().addNotice('warning', { ...message, key: 'notice.probeFailed' });
    return null;
  }
}

const recordFileName = ({ startedAt, label }: RunRecord): string => {
  const device = label === undefined ? '' : `-${label.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
  return `rerank-bench${device}-${startedAt.slice(0, 19).replaceAll(':', '')}.json`;
};

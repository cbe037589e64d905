import type { RunRecord } from '../../core/document/run-record.ts';
import { findSampleSet } from '../../core/input/sample-sets.ts';
import { asFailure } from '../../core/rerank/failure.ts';
import type { SuiteName } from '../../core/settings/suite-names.ts';
import { preferredLanguage } from '../../core/texts/languages.ts';
import { failureMessage, type Message } from '../../core/texts/message.ts';
import type { Kept } from '../history/kept-database.ts';
import { type HistorySurroundings, openHistory } from '../history/open-history.ts';
import type { CalibrationStore } from '../jobs/calibration-memory.ts';
import { Jobs } from '../jobs/job.ts';
import { LoadTests } from '../jobs/load-test.ts';
import type { HubFetch } from '../jobs/look-at-model.ts';
import { ModelInspector } from '../jobs/model-inspector.ts';
import { Profiles } from '../jobs/profile.ts';
import { Ranker } from '../jobs/rank.ts';
import type { LastRun } from '../jobs/run-basis.ts';
import type { RunTools } from '../jobs/run-tools.ts';
import { Sweeps } from '../jobs/sweep.ts';
import type { TabLock } from '../jobs/tab-lock.ts';
import { TokenWatch } from '../jobs/token-watch.ts';
import { Workbench } from '../jobs/workbench.ts';
import { WorkerClient, type WorkerClientTools } from '../jobs/worker-client.ts';
import { DownloadWatch } from '../model-files/download-watch.ts';
import { FolderIntake, noteMissingFolder } from '../model-files/folder-intake.ts';
import { type KeptModelFiles, ModelCache } from '../model-files/model-cache.ts';
import type { AppServices } from '../store/app-context.ts';
import { type AppStore, createAppStore } from '../store/app-state.ts';
import { type AddressBar, keepAddress, readAddress } from './address-sync.ts';
import { DocumentIntake } from './document-intake.ts';
import { createExports } from './exports.ts';
import { fillEditor, followLanguage, keepInput, sampleInput } from './first-input.ts';
import { keepHost } from './kept-host.ts';
import { type KeptText, resetUnusable } from './kept-text.ts';
import type { KeptThings } from './kept-things.ts';
import type { ValueTable } from './key-value-database.ts';
import { addMachineNotices } from './machine-notices.ts';
import { createPageApi, type PageApi, type PageApiParts } from './page-api.ts';
import { createResults } from './results.ts';
import { SetAside } from './set-aside.ts';
import { followLinks, type LinkBar, takeOverSettings } from './shown-link.ts';

/** What the page takes from the browser. */
export interface AppSurroundings {
  readonly worker: WorkerClientTools;
  /** Whether this is a secure context. A page that another machine serves over plain http is not. */
  readonly isSecureContext: boolean;
  /**
   * Resolves once no reload is about to isolate the page: to false where the visitor was offered one, or else
   * to true.
   */
  readonly isolationIsFinal: Promise<boolean>;
  /** Opens the page in a tab of its own; `null` where it is not shown inside another page. */
  readonly openAlone: (() => void) | null;
  readonly address: AddressBar;
  readonly link: LinkBar;
  readonly kept: KeptThings;
  /** The visitor's choice of hub or mirror. */
  readonly keptHost: Pick<KeptText, 'load' | 'save'>;
  /**
   * The visitor's choice of light or dark. The theme reads it by itself and ignores a value it does not know.
   */
  readonly keptColorScheme: Pick<KeptText, 'load' | 'save'>;
  /** The notices that the visitor dismissed for good. */
  readonly keptDismissals: Pick<KeptText, 'load' | 'save'>;
  /** Where `SetAside` keeps what cannot be read. */
  readonly setAsideTable: Kept<ValueTable>;
  /** Fetches from a model hub. */
  readonly fetch: HubFetch;
  /** Reads a file that lies beside the page; rejects if it cannot be had. */
  readonly readOwnFile: (path: string) => Promise<string>;
  readonly history: HistorySurroundings;
  /** The model files that the browser keeps. */
  readonly modelFiles: KeptModelFiles;
  /** Calls back when the page is being left. */
  readonly onLeave: (callback: () => void) => void;
  readonly clock: RunTools['clock'];
  readonly sha256: RunTools['sha256'];
  readonly describeEnvironment: RunTools['describeEnvironment'];
  readonly calibrations: CalibrationStore;
  readonly power: Pick<RunTools, 'keepAwake' | 'isOnBattery' | 'evidence'>;
  /** Shows whether another tab is computing; `null` if the browser cannot tell. */
  readonly tabLock: TabLock | null;
  readonly app: RunTools['app'];
  /** The visitor's languages (BCP 47 tags), the preferred one first. */
  readonly preferredLanguages: readonly string[];
  /** Downloads a text or a picture as a file. */
  readonly saveFile: (name: string, type: string, content: string | Blob) => void;
  /** Copies a text to the clipboard; rejects if the browser forbids it. */
  readonly copyText: (text: string) => Promise<void>;
  /** Draws a run's share card; `null` for a run that recommends no batch size. */
  readonly drawCard: PageApiParts['drawCard'];
  /** Translates a message into the page's language. */
  readonly say: (message: Message) => string;
  /** Publishes the run's state for programs that wait for it. */
  readonly showRunState: (state: string) => void;
}

export interface App {
  readonly store: AppStore;
  readonly services: AppServices;
  readonly api: PageApi;
}

function openStore(address: AddressBar): AppStore {
  const store = createAppStore();
  readAddress(store, address);
  return store;
}

const colorScheme = {
  what: 'colorScheme',
  isUsable: (text: string) => ['light', 'dark', 'auto'].includes(text),
  fallback: 'auto',
} as const;

/**
 * Puts the page together and starts it. Everything it needs from the browser is passed in.
 *
 * @param store a store that has read the address already
 */
export function createApp(
  surroundings: AppSurroundings,
  store: AppStore = openStore(surroundings.address),
): App {
  const {
    worker,
    address,
    kept,
    onLeave,
    clock,
    sha256,
    describeEnvironment,
    app,
    saveFile,
    showRunState,
    calibrations,
  } = surroundings;
  const setAside = new SetAside({
    store,
    table: surroundings.setAsideTable,
    newId: worker.newId,
    saveFile,
    clock,
  });
  keepAddress(store, address);
  keepHost(store, address, surroundings.keptHost, setAside.take);
  void resetUnusable(surroundings.keptColorScheme, colorScheme, setAside.take);
  const linkShown = followLinks(store, surroundings.link);
  noteMissingFolder(store);

  const { storage } = surroundings.history;
  const modelCache = new ModelCache({ store, files: surroundings.modelFiles, storage });
  const downloads = new DownloadWatch({
    store,
    clock,
    persist: () => storage.persist(),
    onKept: () => modelCache.noteChange(),
  });
  const newClient: RunTools['newClient'] = (listeners, name) =>
    new WorkerClient(worker, downloads.listen(listeners), name);
  const inspector = new ModelInspector({
    store,
    fetch: surroundings.fetch,
    look: async (...asked) => (await import('../jobs/look-at-model.ts')).lookAtModel(...asked),
    after: worker.after,
  });
  const modelFactsSettled = () => inspector.settled();
  const workbench = new Workbench({
    store,
    newClient,
    after: worker.after,
    isHidden: worker.visibility.isHidden,
    calibrations,
    describeEnvironment,
    modelFactsSettled,
  });
  let opening: Promise<unknown> | null = null;
  const jobs = new Jobs({
    store,
    after: worker.after,
    keepAwake: surroundings.power.keepAwake,
    endWorkbench: () => workbench.end(),
    tabLock: surroundings.tabLock,
    opening: () => opening,
  });
  const ranker = new Ranker(store, jobs, workbench);
  const runTools: RunTools = {
    store,
    newClient,
    clock,
    after: worker.after,
    isHidden: worker.visibility.isHidden,
    newId: worker.newId,
    sha256,
    describeEnvironment,
    app,
    modelFactsSettled,
    calibrations,
    ...surroundings.power,
  };
  const lastRun: LastRun = { held: null };
  const sweeps = new Sweeps(runTools, jobs, lastRun);
  const loadTests = new LoadTests(runTools, jobs, lastRun);
  const profiles = new Profiles(runTools, jobs, lastRun);
  const intake = new DocumentIntake(store);
  const folders = new FolderIntake(store);
  const history = openHistory(surroundings.history, {
    store,
    clock,
    saveFile,
    after: worker.after,
    takeAside: setAside.take,
  });
  onLeave(history.leave);

  showRunState(store.getState().runState);
  store.subscribe(({ runState }, before) => {
    if (runState !== before.runState) showRunState(runState);
  });

  const run = async (suite: SuiteName | null = null): Promise<RunRecord | null> => {
    store.getState().closeShownRun();
    return sweeps.run(suite);
  };
  const loadTest = async (): Promise<RunRecord | null> => {
    store.getState().closeShownRun();
    return loadTests.run();
  };
  const services: AppServices = {
    ...history.services,
    ...createExports({ store, link: surroundings.link, saveFile, copyText: surroundings.copyText }),
    ...createResults({
      store,
      clock,
      readOwnFile: surroundings.readOwnFile,
      saveFile,
      copyText: surroundings.copyText,
    }),
    rank: async () => {
      await ranker.rank();
    },
    cancelRank: () => jobs.stop('rank'),
    run: async () => {
      await run();
    },
    runSuite: async (name) => {
      await run(name);
    },
    moreRounds: async (rounds) => {
      await sweeps.addRounds(rounds);
    },
    loadTest: async () => {
      await loadTest();
    },
    profile: async () => {
      await profiles.run();
    },
    stop: () => jobs.stop(),
    measureAnyway: () => jobs.measureAnyway(),
    forgetCalibrations: () => calibrations.clear().catch(() => undefined),
    lookAtModelAgain: () => inspector.tryAgain(),
    openFolder: (files) => folders.open(files),
    refreshModelCache: () => modelCache.refresh(),
    deleteCachedModel: (id) => modelCache.delete(id),
    deleteAllCachedModels: () => modelCache.deleteAll(),
    addFiles: (files) => intake.addFiles(files),
    addText: (text) => intake.addText(text),
    saveSetAside: () => setAside.save(),
    discardSetAside: () => setAside.discard(),
    chooseSample: (id) => {
      const sample = findSampleSet(id);
      if (sample) store.getState().replaceInput(sampleInput(sample));
    },
    runShownSettings: async () => {
      const { shownRun } = store.getState();
      if (shownRun === null) return;
      takeOverSettings(store, shownRun);
      const { sample } = shownRun.draft.input;
      // A suite brings its sample set with it.
      if (sample !== undefined && shownRun.draft.suite === undefined) services.chooseSample(sample);
      await run();
    },
  };

  const language = () => preferredLanguage(store.getState().settings.lang, surroundings.preferredLanguages);
  const start = async (): Promise<void> => {
    const [probed] = await Promise.all([
      probeMachine(store, workbench),
      fillEditor(store, kept, setAside.take, language),
      setAside.load(),
      linkShown.then(() => history.start()),
    ]);
    if (probed) {
      void surroundings.isolationIsFinal.then((isUntold) => {
        const { isSecureContext, openAlone, keptDismissals } = surroundings;
        if (isUntold) addMachineNotices(store, probed, isSecureContext, openAlone, keptDismissals);
      });
    }
    store.getState().setDeviceMemory(describeEnvironment(probed).deviceMemoryGiB);
    onLeave(keepInput(store, kept, worker.after));
    followLanguage(store, language);
    new TokenWatch(store, workbench, worker.after).start();
  };
  const ready = start();
  opening = ready
    .catch(() => undefined)
    .then(() => {
      opening = null;
    });
  /** What a program or a link begins would be lost in a reload. */
  const readyForPrograms = Promise.all([ready, surroundings.isolationIsFinal]).then(() => {});
  inspector.start();
  // A link that shows a result never starts work by itself, even if its address also says `autorun`.
  if (store.getState().settings.autorun) {
    void readyForPrograms.then(() => (store.getState().shownRun === null ? run() : null));
  }

  const api = createPageApi({
    version: app.version,
    ready: readyForPrograms,
    store,
    clock,
    rank: (options) => ranker.rank(options),
    run: () => run(),
    loadTest,
    stop: services.stop,
    measureAnyway: services.measureAnyway,
    takeFolder: (files) => folders.take(files),
    drawCard: surroundings.drawCard,
    say: surroundings.say,
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

import type { RunRecord } from '../../../core/document/run-record.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { type InProcessOptions, inProcessHost } from '../../../worker/protocol/testing/in-process-worker.ts';
import { createAppStore } from '../../store/app-state.ts';
import { Jobs, type JobsTools } from '../job.ts';
import { LoadTests } from '../load-test.ts';
import { Profiles } from '../profile.ts';
import { Ranker } from '../rank.ts';
import type { LastRun } from '../run-basis.ts';
import type { RunTools } from '../run-tools.ts';
import { Sweeps } from '../sweep.ts';
import { Workbench } from '../workbench.ts';
import { WorkerClient } from '../worker-client.ts';
import { describeTestEnvironment } from './environment.ts';

export const adapter = {
  name: 'Test GPU',
  nameSource: 'webgpu',
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  isSoftware: false,
  features: [],
  limits: {},
} as const;

/** Sweeps, load tests and rankings with workers in process, three documents and a small plan. */
export function setUpSweep(
  optionsOf: (worker: number) => InProcessOptions,
  settings: Partial<Settings> = {},
  tools: Partial<RunTools & Pick<JobsTools, 'tabLock' | 'opening'>> = {},
  wrapped: (client: WorkerClient) => WorkerClient = (client) => client,
) {
  const host = inProcessHost(optionsOf);
  const store = createAppStore();
  store.getState().setMachine({
    state: 'known',
    probe: {
      adapter: null,
      adapterAbsence: 'no-adapter',
      clockResolutionMs: 0.005,
      crossOriginIsolated: true,
      hasSharedMemory: true,
      hasJspi: false,
    },
  });
  store.getState().changeSettings({ batchSizes: [1, 2, 4], pairCounts: [2, 4], repetitions: 3, ...settings });
  store.getState().replaceInput({
    query: 'q',
    documents: ['a', 'b c', 'd e f'].map((text) => ({ text })),
    source: { kind: 'own' },
  });
  const power = { awake: 0, onBattery: null as boolean | null };
  const runTools: RunTools = {
    store,
    newClient: (listeners) => wrapped(new WorkerClient(host.tools, listeners)),
    clock: host.clock,
    after: host.tools.after,
    newId: host.tools.newId,
    sha256: async (text) => `hash of ${text.length}`,
    describeEnvironment: describeTestEnvironment,
    app: { version: '0.0.0', commit: '' },
    keepAwake: () => {
      power.awake++;
      return () => power.awake--;
    },
    isOnBattery: async () => power.onBattery,
    isHidden: host.tools.visibility.isHidden,
    ...tools,
  };
  const last: LastRun = { held: null };
  const workbench = new Workbench(runTools);
  const jobs = new Jobs({ ...runTools, tabLock: tools.tabLock ?? null, endWorkbench: () => workbench.end() });
  const ranker = new Ranker(store, jobs, workbench);
  const runner = new Sweeps(runTools, jobs, last);
  const loads = new LoadTests(runTools, jobs, last);
  const profiles = new Profiles(runTools, jobs, last);
  return { ...host, store, jobs, workbench, ranker, runner, loads, profiles, power };
}

/** The cells of a lane as `pairs/batch state reason`. */
export const cellStates = (record: RunRecord | null, lane = 0) =>
  record?.lanes[lane]?.cells.map(({ pairCount, batchSize, state, ...cell }) => {
    const reason = 'reason' in cell ? cell.reason : undefined;
    return `${pairCount}/${batchSize} ${state}${reason === undefined ? '' : ` ${reason}`}`;
  });

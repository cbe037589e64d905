import { closeDraft } from '../../../core/document/run-draft.ts';
import type { AdapterRecord } from '../../../core/document/run-record.ts';
import { findSampleSet } from '../../../core/input/sample-sets.ts';
import { headlineModelId } from '../../../core/rerank/catalogue.ts';
import { failureMessage } from '../../../core/texts/message.ts';
import type { FileProgress } from '../../../worker/protocol/messages.ts';
import type { AppStore } from '../../store/app-state.ts';
import {
  hardwareAdapter as adapter,
  roughEvents,
  softwareAdapter as software,
  suspectScores,
} from './story-checks.ts';
import { failedLane, storyDraft, storyLane, unavailableLane } from './story-draft.ts';
import { fillHistory, fillMeasuredModels } from './story-history.ts';
import { storyLoadLane, storyLoadTest } from './story-load.ts';
import { storyRanking } from './story-ranking.ts';

const files: readonly FileProgress[] = [
  { file: 'config.json', loadedBytes: 812, totalBytes: 812, done: true },
  { file: 'tokenizer.json', loadedBytes: 17_080_000, totalBytes: 17_080_000, done: true },
  { file: 'onnx/model_fp16.onnx', loadedBytes: 412_000_000, totalBytes: 1_140_000_000, done: false },
];

const unreachable = {
  code: 'hub-unreachable',
  message: 'Failed to fetch',
  detail:
    'TypeError: Failed to fetch\nhttps://huggingface.co/onnx-community/bge-reranker-v2-m3-ONNX/resolve/main/config.json',
} as const;

const noBuffer = 'Error: Failed to create GPU buffer: 2.1 GB is too large.';

const webgpu = { device: 'webgpu', dtype: 'fp16', msPerPair: 2.4, msPerPass: 9, samples: 14 } as const;
const wasm = { device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 14 } as const;

function machine(store: AppStore, found: AdapterRecord | null): void {
  store.getState().setMachine({
    state: 'known',
    probe: {
      adapter: found,
      adapterAbsence: found === null ? 'no-adapter' : null,
      clockResolutionMs: 0.005,
      crossOriginIsolated: true,
      hasSharedMemory: true,
      hasJspi: false,
    },
  });
}

function sample(store: AppStore, id: string): void {
  const set = findSampleSet(id);
  if (!set) throw new Error(`There is no sample set ${id}.`);
  const { replaceInput, setTokenCounts } = store.getState();
  replaceInput({
    query: set.query,
    documents: set.documents.map((text) => ({ text })),
    source: { kind: 'sample', id },
  });
  const counts = store.getState().input.documents.map(({ id: row, text }) => {
    const tokens = Math.round(text.length / 4) + 12;
    return [row, { tokens, cutTokens: Math.max(0, tokens - 300) }] as const;
  });
  setTokenCounts(new Map(counts));
}

const stories = {
  empty: (store) => {
    machine(store, null);
  },
  start: (store) => {
    machine(store, adapter);
    sample(store, 'support-search');
  },
  models: (store) => {
    machine(store, adapter);
    fillMeasuredModels(store);
  },
  running: (store) => {
    stories.start(store);
    store.getState().changeSettings({ device: ['webgpu', 'wasm'] });
    const lanes = [
      storyLane({ ...webgpu, samples: 4, upTo: 99 }),
      storyLane({ ...wasm, samples: 0, upTo: -9 }),
    ];
    store.getState().setRun({
      runState: 'running',
      draft: storyDraft(lanes, 'running'),
      progress: {
        lane: 0,
        phase: 'sampling',
        load: null,
        trying: null,
        files: [],
        cell: 9,
        round: 4,
        fraction: 0.31,
        remainingMs: 48_300,
      },
    });
  },
  loading: (store) => {
    machine(store, software);
    sample(store, 'capital-of-france');
    store.getState().changeSettings({ model: headlineModelId, dtype: ['fp16'] });
    store.getState().setRun({
      runState: 'loading',
      progress: {
        lane: 0,
        phase: 'loading',
        load: null,
        trying: null,
        files,
        cell: null,
        round: 0,
        fraction: 0,
        remainingMs: null,
      },
    });
  },
  done: (store) => {
    stories.start(store);
    const lanes = [storyLane({ ...webgpu, outOfMemoryFrom: 32 }), storyLane(wasm)];
    const draft = storyDraft(lanes, 'done', { adapter });
    store.getState().setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 74_000) });
  },
  unsure: (store) => {
    stories.start(store);
    const settings = { pairCounts: [5, 10, 100], repetitions: 4 };
    const wish = { pairCounts: settings.pairCounts, samples: 4, scatter: 0.5 };
    const gpu = storyLane({ ...webgpu, ...wish, msPerPair: 16, msPerPass: 14 });
    const draft = storyDraft([gpu, storyLane({ ...wasm, ...wish })], 'done', { adapter: software, settings });
    store.getState().setRun({
      runState: 'done',
      draft,
      record: closeDraft(draft, 'done', 74_000),
      canAddRounds: true,
    });
  },
  budgets: (store) => {
    stories.start(store);
    const tokenBudgets = [256, 1024, 4096];
    const lanes = [
      storyLane({ ...webgpu, tokenBudgets }),
      { ...storyLane({ ...webgpu, tokenBudgets, msPerPass: 6 }), id: 'padded', paddingMultiple: 64 },
    ];
    const settings = { tokenBudgets, paddingMultiples: [1, 64] };
    const draft = storyDraft(lanes, 'done', { adapter, settings });
    store.getState().setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 74_000) });
  },
  suspect: (store) => {
    stories.start(store);
    const order = ['length', 'input'] as const;
    const lanes = order.flatMap((one) => [
      { ...storyLane({ ...webgpu, order: one }), scoreCheck: suspectScores, events: roughEvents },
      storyLane({ ...wasm, dtype: 'fp16', order: one, msPerPair: one === 'length' ? 17 : 23 }),
    ]);
    const draft = storyDraft(lanes, 'done', { adapter, settings: { order } });
    store.getState().setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 74_000) });
  },
  'all-suspect': (store) => {
    stories.start(store);
    const lane = {
      ...storyLane({ ...wasm, upTo: 9 }),
      state: 'cancelled',
      scoreCheck: suspectScores,
    } as const;
    const draft = storyDraft([lane], 'cancelled', { adapter });
    store.getState().setRun({ runState: 'cancelled', draft, record: closeDraft(draft, 'cancelled', 9_000) });
  },
  failed: (store) => {
    machine(store, software);
    sample(store, 'capital-of-france');
    const { addNotice, setRun, changeSettings } = store.getState();
    addNotice('error', {
      key: 'notice.badSetting',
      values: { name: 'batchSizes', problem: 'settingProblem.not-a-whole-number', text: 'abc' },
    });
    addNotice('warning', { key: 'notice.notIsolated' });
    fillHistory(store);
    changeSettings({ model: headlineModelId, maxLength: 512, device: ['webgpu', 'wasm'] });
    const { settings } = store.getState();
    const draft = storyDraft([unavailableLane(), failedLane(unreachable)], 'failed', { settings });
    setRun({
      runState: 'failed',
      draft,
      record: closeDraft(draft, 'failed', 9_000),
      runFailure: failureMessage(unreachable),
    });
  },
  'failed-rank': (store) => {
    stories.ranking(store);
    const { changeSettings, setRankJob } = store.getState();
    changeSettings({ model: headlineModelId });
    setRankJob({
      state: 'failed',
      code: 'gpu-memory',
      message: { key: 'stepDown.onePair.gpu-memory', values: { maxLength: 512 }, detail: noBuffer },
      offers: [
        { kind: 'max-length', maxLength: 256 },
        { kind: 'dtype', dtype: 'q8' },
      ],
    });
  },
  'failed-load': (store) => {
    stories.load(store);
    const { setRun, changeSettings } = store.getState();
    changeSettings({ device: ['webgpu'], model: headlineModelId });
    setRun({
      runState: 'failed',
      runFailure: failureMessage({ code: 'no-gpu', message: '', detail: 'Failed to get GPU adapter.' }),
    });
  },
  load: (store) => {
    stories.start(store);
    const tests = (['none', 'fixed', 'dynamic'] as const).map((policy) =>
      storyLoadTest({ policy, state: policy === 'none' ? 'overloaded' : 'done' }),
    );
    const draft = { ...storyDraft([storyLoadLane(false, true)]), loadTests: tests };
    const record = closeDraft(draft, 'done', 74_000);
    store.getState().setRun({ task: 'load-test', runState: 'done', draft, record });
  },
  'load-running': (store) => {
    stories.start(store);
    const tests = [
      storyLoadTest({ policy: 'fixed' }),
      storyLoadTest({ policy: 'dynamic', state: 'running', untilMs: 8200 }),
    ];
    const draft = { ...storyDraft([storyLoadLane(true, false)], 'running'), loadTests: tests };
    store.getState().setRun({
      task: 'load-test',
      runState: 'running',
      draft,
      progress: {
        lane: 0,
        phase: 'load-test',
        load: {
          policy: 'dynamic',
          place: 2,
          of: 2,
          atMs: 8200,
          arrived: 190,
          answered: 184,
          waiting: 6,
        },
        trying: null,
        files: [],
        cell: null,
        round: 0,
        fraction: 0.7,
        remainingMs: 11_800,
      },
    });
  },
  ranking: (store) => {
    stories.start(store);
    store.getState().setRanking(storyRanking(store.getState()));
  },
  stale: (store) => {
    stories.ranking(store);
    store.getState().setQuery('How do I reset my password?');
    store.getState().setRankJob({ state: 'loading' });
    store.getState().setModel({ state: 'loading', files });
  },
  many: (store) => {
    machine(store, adapter);
    const documents = Array.from({ length: 5000 }, (_, i) => ({
      text: `Document ${i + 1}: ${'some words that fill a line or two of the list, '.repeat(1 + (i % 7))}`,
    }));
    store.getState().replaceInput({ query: 'Which one?', documents, source: { kind: 'own' } });
    store.getState().setRanking(storyRanking(store.getState()));
  },
  chinese: (store) => {
    machine(store, adapter);
    sample(store, 'chinese');
    const draft = storyDraft([storyLane(wasm)]);
    store.getState().setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 74_000) });
  },
} satisfies Record<string, (store: AppStore) => void>;

export type StoryName = keyof typeof stories;

export const storyNames = Object.keys(stories) as StoryName[];

export const isStoryName = (name: string): name is StoryName => Object.hasOwn(stories, name);

export function fillStore(store: AppStore, name: StoryName): void {
  stories[name](store);
}

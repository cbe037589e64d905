import type { EvidenceRecord } from '../../../core/document/evidence-record.ts';
import type { QualityRecord } from '../../../core/document/quality-record.ts';
import { closeDraft, type DraftLane } from '../../../core/document/run-draft.ts';
import type { RunRecord } from '../../../core/document/run-record.ts';
import { headlineModelId } from '../../../core/rerank/catalogue.ts';
import { type SuiteWish, suiteRun } from '../../../core/suite/testing/suite-run.ts';
import { judgeRun } from '../../jobs/judge-run.ts';
import type { AppStore } from '../../store/app-state.ts';
import type { BroughtRun } from '../../store/compare-slice.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import { modelFactsKey } from '../../store/model-facts-slice.ts';
import { fillStore, type StoryName } from './stories.ts';
import { hardwareAdapter } from './story-checks.ts';
import { storyDraft, storyLane } from './story-draft.ts';
import { fillHistory } from './story-history.ts';
import { ordinaryRun, ownSuiteRun, storyRuns } from './story-results.ts';

/** A state of the page, or a view of one, that the tests in a browser look at. It needs no worker. */
interface Scene {
  readonly fill: (store: AppStore) => void;
  /** Selectors of the controls that are pressed to get there, in order. All that match are pressed. */
  readonly press?: readonly string[];
  /** Selector of what is pictured. Without it, that is the whole window. */
  readonly part?: string;
  /**
   * For what, on a phone, lies over the page at a place that depends on how far that was scrolled, or is higher than
   * any window, because it grows with the window.
   */
  readonly pictured?: 'desktop';
}

const story =
  (name: StoryName, change: (state: ReturnType<AppStore['getState']>) => void = () => {}) =>
  (store: AppStore) => {
    fillStore(store, name);
    change(store.getState());
  };

const webgpu = { device: 'webgpu', dtype: 'fp16', msPerPair: 2.4, msPerPass: 9, samples: 14 } as const;
const wasm = { device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 14 } as const;

/** Shows the end of a run of these lanes with the chosen settings. */
const runOf =
  (
    lanes: readonly DraftLane[],
    change: (state: ReturnType<AppStore['getState']>) => void = () => {},
    evidence?: EvidenceRecord,
  ) =>
  (store: AppStore) => {
    fillStore(store, 'start');
    const { changeSettings, setRun, showResult } = store.getState();
    changeSettings({ pairCounts: [10, 50, 100], device: lanes.map(({ device }) => device) });
    const { settings } = store.getState();
    const judged = storyDraft(lanes, 'done', { adapter: hardwareAdapter, settings, evidence });
    const draft = { ...judged, input: { ...judged.input, sample: 'support-search' } };
    setRun({ runState: 'done', draft, record: closeDraft(draft, 'done', 74_000) });
    showResult('throughput');
    change(store.getState());
  };

/** A story whose result is in front. On a phone, the set-up would be. */
const resultOf = (name: StoryName) => story(name, ({ showResult }) => showResult('throughput'));

const withPeak = (lane: DraftLane, gflopsPerSecond: number): DraftLane => ({
  ...lane,
  peak: {
    precision: lane.device === 'webgpu' ? 'f16' : 'int8',
    gflopsPerSecond,
    method: 'MatMul',
    size: 512,
  },
  cells: lane.cells.map((cell) =>
    cell.state === 'measured' ? { ...cell, gflopsPerSecond: 4.4 * cell.pairsPerSecond } : cell,
  ),
});

const twoLanes = [storyLane({ ...webgpu, outOfMemoryFrom: 32 }), storyLane(wasm)];

const peakLanes = [withPeak(storyLane(webgpu), 2600), withPeak(storyLane(wasm), 480)];

const reference: QualityRecord = {
  batchSize: 8,
  scores: [],
  relevance: { ndcg: 0.812, mrr: 0.9, queries: 20 },
};

const compared: QualityRecord = {
  ...reference,
  agreement: {
    laneId: 'webgpu-fp16',
    kendallTau: 0.93,
    topShare: 0.9,
    topOf: 10,
    largestMove: 4,
    queries: 20,
    pairs: 52,
  },
  relevance: {
    ndcg: 0.804,
    mrr: 0.895,
    queries: 20,
    difference: { laneId: 'webgpu-fp16', ndcg: -0.008, ci95: [-0.021, 0.004] },
  },
};

const recordOf = (id: string, msPerPair: number) => {
  const draft = storyDraft([storyLane({ ...webgpu, msPerPair }), storyLane(wasm)], 'done', {
    adapter: hardwareAdapter,
  });
  return closeDraft({ ...draft, id }, 'done', 74_000);
};

const results = '#results';
const answer = '[data-testid="answer"]';
const chart = '#results section:has(> [data-testid$="chart"])';
const view = (name: string) => `#results input[type="radio"][value="${name}"]`;
const filterOf = (part: string) => `#results input[data-filter="${part}"]`;
const option = (value: string) => `[role="option"][value="${value}"]`;
const submit = '[data-testid="submit-run"]';
const unfold = '[aria-expanded="false"]';
const folds = '#results details:not([open]) > summary';

const linkedRun = (store: AppStore) => {
  fillStore(store, 'done');
  const { draft, showRun } = store.getState();
  if (draft !== null) showRun({ source: 'link', id: 'link', draft });
};

const unreachableHub = (store: AppStore) => {
  fillStore(store, 'start');
  const { changeSettings, setModelFacts, setRun } = store.getState();
  changeSettings({ model: headlineModelId });
  setModelFacts(modelFactsKey(store.getState().settings), {
    state: 'refused',
    code: 'hub-unreachable',
    detail: 'TypeError: Failed to fetch',
  });
  setRun({
    runState: 'failed',
    runFailure: { key: 'failure.hub-unreachable', values: { text: 'Failed to fetch' } },
  });
};

const comparedRuns = (store: AppStore) => {
  fillStore(store, 'start');
  const { bringRuns, showResult } = store.getState();
  const run = (id: string, name: string, side: CompareSide, msPerPair: number): BroughtRun => ({
    id,
    name,
    origin: 'file',
    side,
    content: { kind: 'record', record: recordOf(id, msPerPair) },
  });
  bringRuns([run('a', 'Old driver', 'base', 2.4), run('b', 'New driver', 'head', 1.9)]);
  showResult('compare');
};

/** The Devices tab with others' runs, and the visitor's own where there is one. */
const devices = (own: RunRecord | null) => (store: AppStore) => {
  fillStore(store, 'start');
  const { setCollection, setRun, showResult } = store.getState();
  if (own !== null) setRun({ runState: 'done', draft: own, record: own });
  setCollection({ state: 'ready', runs: storyRuns });
  showResult('devices');
};

/** The GPU slowed down during its lane. Stories sample once a second. */
const slowdown: EvidenceRecord = {
  speed: [
    ...[4.1, 5, 5.1].map((ms, place) => ({ atMs: 7000 * place, device: 'webgpu', ms }) as const),
    ...[52, 51.6, 52.3].map((ms, place) => ({ atMs: 7000 * place + 500, device: 'wasm', ms }) as const),
  ],
  fingerprints: [{ device: 'webgpu', sha256: '5c9e0b7d41f2a6' }],
  pressure: [
    { atMs: 1000, state: 'nominal' },
    { atMs: 10_000, state: 'serious' },
  ],
  battery: [
    { atMs: 0, isCharging: false, level: 0.82 },
    { atMs: 15_000, isCharging: false, level: 0.79 },
  ],
  screenAwake: true,
};

const history = (store: AppStore) => {
  fillStore(store, 'start');
  fillHistory(store);
  store.getState().showResult('history');
};

/** The end of a suite's run on a GPU. Its shapes differ in speed as the real ones do. */
const suiteOf = (wish: Omit<SuiteWish, 'adapter' | 'latencyMs'>) => (store: AppStore) => {
  fillStore(store, 'start');
  const msPerPair: Readonly<Record<string, number>> = {
    'ms-marco-MiniLM-L-6-v2': 0.4,
    'ettin-reranker-17m-v1': 0.5,
    'gte-reranker-modernbert-base': 3.1,
    'bge-reranker-v2-m3': 7.9,
  };
  const record = suiteRun({
    ...wish,
    adapter: { ...hardwareAdapter, features: ['shader-f16'] },
    latencyMs: (task, batchSize, round) =>
      16 * (msPerPair[task] ?? 1) * (1 + 6 / batchSize) * (1 + 0.03 * (round % 3)),
  });
  const { setRun, showResult } = store.getState();
  setRun({ runState: 'done', draft: judgeRun(record), record });
  showResult('throughput');
};

/** Every state of the page and every view of a result. */
export const scenes = {
  empty: { fill: resultOf('empty'), part: results },
  start: { fill: story('start') },
  loading: { fill: story('loading'), part: results },
  running: { fill: story('running'), part: results },
  done: { fill: runOf(twoLanes) },
  details: { fill: runOf(twoLanes), press: [folds], part: '[data-testid="fold-numbers"]' },
  'slowed-down': {
    fill: runOf(twoLanes, undefined, slowdown),
    press: [folds],
    part: '[data-testid="summary"]',
  },
  undecided: { fill: resultOf('unsure'), part: answer },
  suite: { fill: suiteOf({ name: 'standard' }) },
  'suite-departed': {
    fill: suiteOf({
      name: 'standard',
      asked: { maxLength: 128 },
      change: (lane) => (lane.model.layers === 24 ? { ...lane, model: { ...lane.model, layers: 12 } } : lane),
    }),
    part: answer,
  },
  'suite-link': {
    fill: story('start', ({ changeSettings, showResult }) => {
      changeSettings({ suite: 'quick' });
      showResult('setup');
    }),
    part: '#setup',
  },
  'other-set-up': {
    fill: runOf([storyLane(wasm)], ({ changeSettings }) => changeSettings({ maxLength: 128 })),
    part: answer,
  },
  'total-failure': { fill: resultOf('failed') },
  'rank-failure': { fill: story('failed-rank', ({ showResult }) => showResult('ranking')), part: results },
  'load-failure': { fill: story('failed-load', ({ showResult }) => showResult('load')), part: results },
  offline: { fill: unreachableHub, part: results },
  notices: {
    fill: story('start', ({ addNotice, addSetAside }) => {
      addNotice('info', { key: 'notice.newVersion' }, [{ label: 'notice.reload', act: () => {} }]);
      addSetAside([{ id: 'input', what: 'input' }]);
    }),
    part: '[data-testid="notices"]',
  },
  link: { fill: linkedRun, part: '[data-testid="shown-run"]' },
  suspect: { fill: resultOf('suspect'), press: [folds], part: '[data-testid="summary"]' },
  'all-suspect': { fill: resultOf('all-suspect'), part: answer },
  budgets: { fill: resultOf('budgets'), part: chart },
  throughput: { fill: runOf(twoLanes), part: chart },
  latency: { fill: runOf(twoLanes), press: [view('latency')], part: chart },
  memory: { fill: runOf(twoLanes), press: [view('memory')], part: chart },
  zoom: {
    fill: runOf(twoLanes),
    press: ['#results button:has(.tabler-icon-zoom-in)'],
    part: chart,
  },
  padding: { fill: runOf(twoLanes), press: [view('padding')], part: chart },
  peak: { fill: runOf(peakLanes), press: [view('peak')], part: chart },
  quality: {
    fill: runOf([
      { ...storyLane(webgpu), quality: reference },
      { ...storyLane(wasm), quality: compared },
    ]),
    press: ['[data-testid="fold-quality"] > summary'],
    part: '[data-testid="fold-quality"]',
  },
  'load-before': { fill: story('start', ({ showResult }) => showResult('load')), part: results },
  'load-running': { fill: story('load-running'), part: '[data-testid="load-charts"]' },
  load: { fill: story('load', ({ showResult }) => showResult('load')), press: [folds], part: results },
  'rank-before': { fill: story('start', ({ showResult }) => showResult('ranking')), part: results },
  ranking: { fill: story('ranking') },
  'stale-ranking': { fill: story('stale'), part: results, pictured: 'desktop' },
  devices: { fill: devices(ownSuiteRun), part: results },
  'devices-without-own': { fill: devices(null), part: results },
  'no-devices': { fill: story('start', ({ showResult }) => showResult('devices')), part: results },
  'no-device-left': {
    fill: devices(ownSuiteRun),
    press: [filterOf('browser'), option('Firefox'), filterOf('device'), option('webgpu')],
    part: results,
  },
  submit: {
    fill: devices(ownSuiteRun),
    press: [submit, `[data-testid="submission"] ${unfold}`],
    pictured: 'desktop',
  },
  'submit-refused': { fill: devices(ordinaryRun), press: [submit], pictured: 'desktop' },
  'no-history': { fill: story('start', ({ showResult }) => showResult('history')), part: results },
  history: { fill: history, part: results },
  'published-quality': {
    fill: story('models', ({ showResult }) => showResult('history')),
    press: ['#results button[aria-controls][aria-expanded="false"]'],
    part: '[data-testid="quality-beside-speed"]',
  },
  compare: { fill: comparedRuns, part: results },
  presenting: {
    fill: story('done', ({ present, showResult }) => {
      showResult('throughput');
      present(true);
    }),
  },
  documents: { fill: story('start', ({ editInput }) => editInput('documents')), part: '[role="dialog"]' },
  about: {
    fill: story('start'),
    press: ['header button:has(.tabler-icon-book-2)'],
    part: '[role="dialog"]',
  },
  gpu: {
    fill: story('start'),
    press: ['[data-testid="gpu-badge"] button'],
    part: '[data-testid="gpu-facts"]',
  },
  'save-menu': {
    fill: runOf(twoLanes),
    press: ['#results button[aria-haspopup="menu"]'],
    part: '[role="menu"]',
    pictured: 'desktop',
  },
  chinese: { fill: resultOf('chinese'), part: results },
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as SceneName[];
export const sceneOf = (name: SceneName): Scene => scenes[name];

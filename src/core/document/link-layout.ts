import { defaultSettings, type Settings } from '../settings/settings.ts';
import { settingsFromQuery, settingsToQuery } from '../settings/settings-text.ts';
import { parseHostile } from './hostile-json.ts';
import type { CapacityPlanRecord } from './load-test-record.ts';
import { DamagedError, type Fields, type Part, partsOf, type Unpacking, type ValueForm } from './packer.ts';
import {
  type CellFigures,
  type LaneFigures,
  type LoadTestFigures,
  type MeasuredFigures,
  type RunFigures,
  runFiguresSchema,
} from './run-figures.ts';
import { significant } from './significant.ts';

/** The name and version of what a permalink carries; a change that breaks a reader needs a new number. */
export const linkSchemaId = 'rerank-bench/compact@1';

/** Longest text that a link keeps; longer ones are cut when it is made. */
export const maxLinkText = 120;

/**
 * Most lanes, and most cells of all lanes together, in a link. They need a limit because a repeated value
 * takes no space in the link.
 */
export const maxLanes = 64;
export const maxCells = 10_000;

/** Most load tests, the last of a run, and most settings of a planner's grid. */
const maxLoadTests = 64;
const maxRates = 1024;

/**
 * What a run that is too large for a link gives up, in this order and one after another: the planner's grid
 * except for the best setting; the cold cost; tail quantiles; memory; all digits but three of spread, median
 * and phases (`shortFigure`); load tests. It never gives up n, mean, sd or the interval, which comparisons
 * need.
 */
export const giveUp = { plannerGrid: 1, coldCost: 2, tails: 3, memory: 4, digits: 5, loadTests: 6 } as const;

const rounded = (round: (value: number, step: number) => number): ValueForm => ({
  pack: (value, step) => (typeof value === 'number' ? round(value, step) : value),
  unpack: (packed) => packed,
});

/** Figures keep five digits, which is more than any of these measurements can tell apart. */
const figure = rounded((value) => significant(value, 5));
const shortFigure = rounded((value, step) =>
  step >= giveUp.digits ? significant(significant(value, 5), 3) : significant(value, 5),
);
const bytes = rounded((value) => Math.round(significant(value, 5)));

/** A text as a link can carry it: cut, and without lone surrogates, which UTF-8 cannot represent. */
const text: ValueForm = {
  pack: (value) =>
    typeof value === 'string' ? value.slice(0, maxLinkText).replace(/\p{Cs}/gu, '\uFFFD') : value,
  unpack: (packed) => {
    if (typeof packed === 'string' && packed.length > maxLinkText) throw new DamagedError();
    return packed;
  },
};

/** Errors, warnings and findings by their codes. */
const codes: ValueForm = {
  pack: (value, step) => (value as readonly { code: string }[]).map(({ code }) => text.pack(code, step)),
  unpack: (packed) => {
    if (!Array.isArray(packed)) throw new DamagedError();
    return packed.map((code) => ({ code: text.unpack(code) }));
  },
};

const cell = partsOf<CellFigures, RunFigures>();
const measured = partsOf<MeasuredFigures, RunFigures>();
const lane = partsOf<LaneFigures, RunFigures>();
const rate = partsOf<CapacityPlanRecord['rates'][number], RunFigures>();
const replica = partsOf<CapacityPlanRecord['replicas'][number], RunFigures>();
const loadTest = partsOf<LoadTestFigures, RunFigures>();
const run = partsOf<RunFigures, RunFigures>();

/** The interval as half its width. Its centre is the mean, which is unpacked before it. */
const halfWidth: Part<MeasuredFigures, RunFigures> = {
  pack: ({ latencyMs: { ci95 } }, { step }) =>
    ci95 === null ? null : shortFigure.pack((ci95[1] - ci95[0]) / 2, step),
  unpack: (packed, into) => {
    const { mean } = into.latencyMs as Fields;
    if (packed !== null && !(typeof packed === 'number' && packed >= 0)) throw new DamagedError();
    (into.latencyMs as Fields).ci95 =
      packed === null || typeof mean !== 'number' ? null : [mean - packed, mean + packed];
  },
};

/** Bytes of GPU buffers, which are unknown in both columns or in none. */
const gpuBytes = (name: 'peak' | 'resident'): Part<MeasuredFigures, RunFigures> => ({
  pack: (from, { step }) => (from.gpuBytes === null ? null : bytes.pack(from.gpuBytes[name], step)),
  unpack: (packed, into) => {
    const held = into.gpuBytes as Fields | null | undefined;
    into.gpuBytes = packed === null ? (held ?? null) : { ...held, [name]: packed };
  },
});

const cells = lane.table<CellFigures, MeasuredFigures>('cells', {
  isFull: ({ state }) => state === 'measured',
  all: [
    cell.at('pairCount'),
    cell.at('batchSize'),
    cell.at('tokenBudget'),
    cell.at('state'),
    cell.maybe('reason', text),
    cell.givenUp(giveUp.coldCost, cell.at('firstRunMs', figure), null),
  ],
  full: [
    measured.at('latencyMs.n'),
    measured.at('latencyMs.mean', figure),
    measured.at('latencyMs.sd', shortFigure),
    measured.at('latencyMs.median', shortFigure),
    halfWidth,
    measured.givenUp(giveUp.tails, measured.maybe('latencyMs.p95', figure), null),
    measured.givenUp(giveUp.tails, measured.maybe('latencyMs.p99', figure), null),
    measured.at('tokenizeMs', shortFigure),
    measured.at('modelMs', shortFigure),
    measured.at('tokens'),
    measured.at('tokensComputed'),
    measured.givenUp(giveUp.memory, measured.at('wasmBytes', bytes), null),
    measured.givenUp(giveUp.memory, gpuBytes('peak'), null),
    measured.givenUp(giveUp.memory, gpuBytes('resident'), null),
    measured.maybe('passes'),
  ],
});

const capacity = lane.list(
  lane.list(lane.at('capacity.objective.quantile'), lane.at('capacity.objective.latencyMs')),
  lane.givenUp(
    giveUp.plannerGrid,
    lane.rows(
      'capacity.rates',
      maxRates,
      rate.list(rate.at('maxBatch'), rate.at('maxWaitMs'), rate.at('ratePerSecond', figure)),
    ),
    [],
  ),
  lane.nullable(
    'capacity.best',
    lane.at('capacity.best.maxBatch'),
    lane.at('capacity.best.maxWaitMs'),
    lane.at('capacity.best.ratePerSecond', figure),
  ),
  lane.at('capacity.unbatchedRatePerSecond', figure),
  lane.rows(
    'capacity.replicas',
    maxRates,
    replica.list(replica.at('replicas'), replica.at('ratePerSecond', figure)),
  ),
  lane.at('capacity.simulatedArrivals'),
);

const laneLayout = lane.list(
  lane.list(
    lane.at('id', text),
    lane.at('state'),
    lane.maybe('error.code', text),
    lane.at('device'),
    lane.at('deviceUsed'),
    lane.at('dtype'),
    lane.ending('model.file', lane.at('model.file', text)),
  ),
  lane.list(
    lane.at('runtime'),
    lane.at('threads'),
    lane.at('workers'),
    lane.at('order'),
    lane.maybe('paddingMultiple'),
    lane.ending('gpuOption', lane.at('gpuOption')),
  ),
  lane.nullable('versions', lane.at('versions.transformers', text), lane.at('versions.onnxruntime', text)),
  lane.list(
    lane.at('model.id', text),
    lane.at('model.source'),
    lane.at('model.revision', text),
    lane.at('model.layers'),
    lane.at('model.bytes'),
    lane.ending('graph', lane.at('graph')),
  ),
  lane.givenUp(
    giveUp.coldCost,
    lane.nullable(
      'coldMs',
      lane.at('coldMs.download', figure),
      lane.at('coldMs.session', figure),
      lane.at('coldMs.firstRun', figure),
    ),
    null,
  ),
  lane.nullable(
    'scoreCheck',
    lane.at('scoreCheck.verdict'),
    lane.at('scoreCheck.findings', codes),
    lane.at('scoreCheck.tolerance', figure),
    lane.at('scoreCheck.largestPaddingDifference', figure),
  ),
  cells,
  lane.givenUp(giveUp.loadTests, lane.ending('capacity', capacity), undefined),
);

/** The lane by its position among the run's lanes. */
const laneOfLoadTest: Part<LoadTestFigures, RunFigures> = {
  pack: ({ laneId }, { root }) =>
    Math.max(
      0,
      root.lanes.findIndex(({ id }) => id === laneId),
    ),
  unpack: (packed, into, { root }) => {
    if (typeof packed !== 'number' || !Number.isInteger(packed) || packed < 0) throw new DamagedError();
    into.laneId = (root.lanes as Fields[])[packed]?.id ?? '';
  },
};

const tail = (path: 'latencyMs' | 'waitingMs' | 'computingMs' | 'prediction.latencyMs') =>
  loadTest.nullable(
    path,
    loadTest.at(`${path}.mean`, figure),
    loadTest.at(`${path}.p50`, figure),
    loadTest.at(`${path}.p95`, figure),
    loadTest.at(`${path}.p99`, figure),
  );

const loadTestLayout = loadTest.list(
  loadTest.list(
    laneOfLoadTest,
    loadTest.at('policy'),
    loadTest.at('state'),
    loadTest.at('durationMs', figure),
  ),
  loadTest.list(
    loadTest.at('plan.pattern'),
    loadTest.at('plan.ratePerSecond'),
    loadTest.at('plan.rampToPerSecond'),
    loadTest.at('plan.burstSize'),
    loadTest.at('plan.clients'),
    loadTest.at('plan.pairsPerArrival'),
    loadTest.at('plan.durationMs'),
    loadTest.at('plan.maxArrivals'),
    loadTest.at('plan.seed'),
  ),
  loadTest.list(
    loadTest.at('rule.maxBatch'),
    loadTest.at('rule.maxWaitMs'),
    loadTest.at('rule.tokenBudget'),
    loadTest.at('rule.lookAhead'),
    loadTest.at('rule.timeoutMs'),
    loadTest.at('rule.queueLimit'),
  ),
  loadTest.list(
    loadTest.at('counts.arrivals'),
    loadTest.at('counts.answered'),
    loadTest.at('counts.refused'),
    loadTest.at('counts.timedOut'),
    loadTest.at('counts.cancelled'),
    loadTest.at('counts.failed'),
    loadTest.at('counts.pairsAnswered'),
  ),
  loadTest.list(
    loadTest.at('offeredPerSecond', figure),
    loadTest.at('answeredPerSecond', figure),
    loadTest.at('pairsPerSecond', figure),
  ),
  loadTest.list(tail('latencyMs'), tail('waitingMs'), tail('computingMs')),
  loadTest.nullable(
    'prediction',
    loadTest.at('prediction.answered'),
    loadTest.at('prediction.answeredPerSecond', figure),
    tail('prediction.latencyMs'),
  ),
);

/**
 * What a link leaves out of its settings. The defaults of the page may change; these must not, because older
 * links are read with them.
 */
const impliedSettings: Settings = { ...defaultSettings, pairCounts: [10, 50, 100] };

/**
 * Settings as text. A value that a codec would refuse is left out when packing, so that the reader does not
 * meet it.
 */
const settings: ValueForm = {
  pack: (value) => {
    const entries = settingsToQuery(value as RunFigures['settings'], impliedSettings);
    return settingsToQuery({ ...impliedSettings, ...settingsFromQuery(entries).settings }, impliedSettings);
  },
  // A setting that this reader does not know is left out. A value that it refuses makes the link damaged.
  unpack: (packed) => {
    if (!Array.isArray(packed)) throw new DamagedError();
    const read = settingsFromQuery(packed.map(settingEntry));
    if (read.refused.some(({ problem }) => problem.code !== 'unknown-setting')) throw new DamagedError();
    return { ...impliedSettings, ...read.settings };
  },
};

function settingEntry(entry: unknown): [string, string] {
  const [name, value] = Array.isArray(entry) ? entry : [];
  if (typeof name !== 'string' || typeof value !== 'string') throw new DamagedError();
  return [name, value];
}

const schemaId: Part<RunFigures, RunFigures> = {
  pack: () => linkSchemaId,
  unpack: (packed) => {
    if (packed !== linkSchemaId) throw new DamagedError();
  },
};

/**
 * The layout of a run in a link. It has only settings that differ from the defaults, so the defaults belong
 * to this version.
 */
const runLayout = run.list(
  schemaId,
  run.list(
    run.at('id', text),
    run.at('state'),
    run.at('startedAt'),
    run.at('durationMs', figure),
    run.at('app.version', text),
    run.at('app.commit', text),
    run.maybe('label', text),
  ),
  run.at('settings', settings),
  run.list(
    run.at('input.source'),
    run.maybe('input.sample', text),
    run.at('input.pairCount'),
    run.nullable(
      'input.tokenLengths',
      run.at('input.tokenLengths.min'),
      run.at('input.tokenLengths.p50', figure),
      run.at('input.tokenLengths.max'),
    ),
    run.at('input.sha256', text),
    run.ending('suite', run.list(run.at('suite.id', text), run.at('suite.name'))),
  ),
  run.list(
    run.at('environment.browser', text),
    run.at('environment.os', text),
    run.at('environment.hardwareConcurrency'),
    run.at('environment.deviceMemoryGiB'),
    run.at('environment.crossOriginIsolated'),
    run.at('environment.clockResolutionMs', figure),
    run.nullable(
      'environment.adapter',
      run.at('environment.adapter.name', text),
      run.at('environment.adapter.nameSource'),
      run.at('environment.adapter.vendor', text),
      run.at('environment.adapter.architecture', text),
      run.at('environment.adapter.isSoftware'),
    ),
  ),
  run.rows('lanes', maxLanes, laneLayout),
  run.at('warnings', codes),
  run.givenUp(
    giveUp.loadTests,
    run.ending('loadTests', run.rows('loadTests', maxLoadTests, loadTestLayout)),
    undefined,
  ),
);

/** The run as nested arrays. `step` is how much of `giveUp` it gives up. */
export function packRun({ loadTests = [], ...rest }: RunFigures, step = 0): unknown {
  const root: RunFigures = {
    ...rest,
    lanes: rest.lanes.map((one) =>
      one.capacity === undefined ? one : { ...one, capacity: shortGrid(one.capacity) },
    ),
    ...(loadTests.length > 0 && { loadTests: loadTests.slice(-maxLoadTests) }),
  };
  return runLayout.pack(root, { root, step });
}

const shortGrid = (plan: CapacityPlanRecord): CapacityPlanRecord => ({
  ...plan,
  rates: plan.rates.slice(0, maxRates),
  replicas: plan.replicas.slice(0, maxRates),
});

/** The run that such arrays stand for, whoever wrote them; `null` where they do not stand for one. */
export function unpackRun(packed: unknown): RunFigures | null {
  const root: Fields = {};
  const unpacking: Unpacking = { root, rowsLeft: maxCells };
  try {
    runLayout.unpack(packed, root, unpacking);
  } catch (error) {
    if (error instanceof DamagedError) return null;
    throw error;
  }
  const parsed = parseHostile(runFiguresSchema, root);
  return parsed.state === 'ok' ? parsed.value : null;
}

import type { DraftCell, DraftLane, RunDraft } from '../document/run-draft.ts';
import type { Departure } from '../document/suite-record.ts';
import type { Settings } from '../settings/settings.ts';
import { formatSetting } from '../settings/settings-text.ts';
import {
  type PlannedTask,
  plannedTasks,
  type Suite,
  type SuiteMachine,
  standardSettings,
  suiteDevice,
  suiteDtype,
  suiteId,
  suiteSettingNames,
  suites,
} from './suite.ts';

/** What the answer of a suite is computed from. Every run record is one, and so is a run that is under way. */
export type SuiteRun = Pick<RunDraft, 'settings' | 'input' | 'environment' | 'lanes'> & {
  readonly suite?: Pick<NonNullable<RunDraft['suite']>, 'id' | 'name'>;
};

/** The suite that a run was of; `undefined` where it was of none that is known here. */
export const suiteOf = ({ suite }: Pick<SuiteRun, 'suite'>): Suite | undefined =>
  suite?.id === suiteId ? suites[suite.name] : undefined;

/**
 * Every difference between a run and the suite that it was a run of, computed from the run alone. It is
 * comparable with others' where there is none.
 *
 * @param run of a suite that is known here; a task that is not over counts as not run
 */
export function departuresOf(run: SuiteRun): Departure[] {
  const suite = suiteOf(run);
  if (suite === undefined) return [];
  return [
    ...settingDepartures(suite, run.settings, run.environment),
    ...inputDepartures(suite, run),
    ...plannedTasks(suite, run.settings).flatMap((plan) => taskDepartures(plan, run)),
  ];
}

/** What the settings of a run make different from the suite, known before the run has begun. */
export function settingDepartures(suite: Suite, settings: Settings, machine: SuiteMachine): Departure[] {
  const own = standardSettings(suite);
  return suiteSettingNames.flatMap((name): Departure[] => {
    const [standard, used] = [formatSetting(name, own[name]), formatSetting(name, settings[name])];
    // The machine's own device, asked for by name, is the same work.
    const isOwn = name === 'device' && used === suiteDevice(machine);
    return standard === used || isOwn ? [] : [{ kind: 'setting', name, standard, used }];
  });
}

/** Another sample set is a setting's departure. */
function inputDepartures(suite: Suite, { settings, input }: SuiteRun): Departure[] {
  if (settings.sample !== suite.sample) return input.source === 'own' ? [{ kind: 'own-documents' }] : [];
  const isSame = input.source === 'sample' && input.sha256 === suite.inputSha256;
  return isSame ? [] : [{ kind: 'own-documents' }];
}

const hasSamples = ({ state }: DraftCell): boolean => state === 'measured';

/** Of every lane of a task, since the headline may be any one's; a list in a setting makes several. */
function taskDepartures(plan: PlannedTask, run: SuiteRun): Departure[] {
  const task = plan.task.id;
  const lanes = run.lanes.filter((one) => one.task === task);
  if (lanes.length === 0) return [{ kind: 'not-run', task, reason: 'missing' }];
  const departures = lanes.flatMap((lane): Departure[] =>
    lane.cells.some(hasSamples)
      ? [...laneDepartures(plan, lane, run), ...cellDepartures(plan, lane, run)]
      : [{ kind: 'not-run', task, reason: lane.error?.code ?? lane.state }],
  );
  return [...new Map(departures.map((one) => [JSON.stringify(one), one])).values()];
}

/** What a setting departs in is that setting's to tell. */
function laneDepartures({ task, layers }: PlannedTask, lane: DraftLane, run: SuiteRun): Departure[] {
  const { settings, environment } = run;
  const used = lane.deviceUsed ?? lane.device;
  const expected = settings.device.length > 0 ? lane.device : suiteDevice(environment);
  const departures: Departure[] = [];
  const add = (name: 'model' | 'device' | 'dtype', standard: string, found: string) => {
    if (standard !== found) departures.push({ kind: 'lane', task: task.id, name, standard, used: found });
  };
  add('model', task.model, lane.model.id);
  add('device', expected, used);
  // A link has no features of the adapter; half precision cannot have been used without.
  const isHalfOnGpu = used === 'webgpu' && lane.dtype === 'fp16';
  if (settings.dtype.every((dtype) => dtype === 'auto') && !isHalfOnGpu) {
    add('dtype', suiteDtype(used, environment), lane.dtype ?? '');
  }
  const depth = lane.model.layers ?? layers;
  if (depth !== layers) {
    departures.push({ kind: 'layers', task: task.id, standard: task.layers, used: depth });
  }
  return departures;
}

function cellDepartures(
  { task, batchSizes, pairCounts }: PlannedTask,
  lane: DraftLane,
  { settings }: SuiteRun,
): Departure[] {
  const rounds = settings.repetitions;
  const planned = pairCounts.flatMap((pairCount) =>
    batchSizes.filter((batchSize) => batchSize <= pairCount).map((batchSize) => ({ pairCount, batchSize })),
  );
  const cells = planned.map(({ pairCount, batchSize }) => {
    const cell = lane.cells.find((one) => one.pairCount === pairCount && one.batchSize === batchSize);
    return { batchSize, cell };
  });
  const unmeasured = cells.flatMap(({ batchSize, cell }): Departure[] => {
    const reason = reasonOf(cell);
    return reason === null ? [] : [{ kind: 'cell', task: task.id, batchSize, reason }];
  });
  const counts = cells.flatMap(({ cell }) => (cell?.state === 'measured' ? cell.latencyMs.n : []));
  const other = rounds === null ? undefined : counts.find((n) => n !== rounds);
  const standard = rounds ?? 0;
  return other === undefined
    ? unmeasured
    : [
        ...unmeasured,
        { kind: 'rounds', task: task.id, standard, used: Math.min(...counts.filter((n) => n !== rounds)) },
      ];
}

/** Why a cell is not what the suite has there; `null` where it is. */
function reasonOf(cell: DraftCell | undefined): string | null {
  if (cell === undefined) return 'missing';
  if (cell.state === 'measured') return cell.reason ?? null;
  return ('reason' in cell ? cell.reason : undefined) ?? cell.state;
}

/** The run with its departures as they are now; a run of no suite as it is. */
export const withDepartures = <
  Run extends Pick<RunDraft, 'suite' | 'settings' | 'input' | 'environment' | 'lanes'>,
>(
  run: Run,
): Run =>
  run.suite === undefined ? run : { ...run, suite: { ...run.suite, departures: departuresOf(run) } };

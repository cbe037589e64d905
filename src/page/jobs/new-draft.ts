import { exceedsPairs, planCells } from '../../core/bench/sweep-plan.ts';
import type { DraftCell, DraftLane, RunDraft } from '../../core/document/run-draft.ts';
import type { Environment, Issue, RunRecord } from '../../core/document/run-record.ts';
import { runRecordSchemaId } from '../../core/document/schema-ids.ts';
import { deviceKinds } from '../../core/rerank/devices.ts';
import type { Excess } from '../../core/rerank/model-fit.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { withDepartures } from '../../core/suite/departures.ts';
import { suiteId } from '../../core/suite/suite.ts';
import type { MachineState } from '../store/machine-slice.ts';
import { softwareAdapterWarning } from './adapter-doubts.ts';
import type { KnownModel } from './known-model.ts';
import { chooseLanes, type LaneChoice } from './lane-choice.ts';
import { excessMessage, fitOnDevice } from './model-on-device.ts';
import { type LaneGroup, suiteLanes } from './suite-lanes.ts';

export interface DraftParts {
  readonly id: string;
  readonly startedAt: Date;
  readonly app: RunRecord['app'];
  readonly settings: Settings;
  readonly input: RunRecord['input'];
  readonly environment: Environment;
  readonly machine: MachineState;
  /** What is known of the settings' model; `undefined` where nothing is. */
  readonly model: KnownModel | undefined;
}

/** A lane that is to be, with the group that it is of. */
interface PlannedLane {
  readonly choice: LaneChoice;
  readonly group: LaneGroup;
}

/** The draft of a run that is about to begin, with its lanes and cells. */
export function newDraft(parts: DraftParts): RunDraft {
  const { settings, input, environment, machine, model } = parts;
  const groups: readonly LaneGroup[] =
    settings.suite === null
      ? [{ settings, model }]
      : suiteLanes(settings.suite, settings, machine, environment.deviceMemoryGiB);
  const lanes = groups.flatMap((group) =>
    chooseLanes(group.settings, group.model, machine).map((choice): PlannedLane => ({ choice, group })),
  );
  return withDepartures({
    schema: runRecordSchemaId,
    id: parts.id,
    state: 'running',
    startedAt: parts.startedAt.toISOString(),
    durationMs: null,
    app: parts.app,
    ...(settings.label !== '' && { label: settings.label }),
    ...(settings.suite !== null && {
      suite: { id: suiteId, name: settings.suite, departures: [] },
    }),
    settings,
    input,
    environment,
    lanes: lanes.map(newLane),
    warnings: firstWarnings(parts, lanes),
    recommendations: [],
  });
}

function newLane({ choice, group: { task, settings, model } }: PlannedLane, place: number): DraftLane {
  const { device, dtype, file, order, paddingMultiple, gpuOption, graph, runtime, unavailable } = choice;
  const cells = planCells(settings.batchSizes, settings.tokenBudgets, settings.pairCounts).map(
    (plan): DraftCell => {
      const spot = { ...plan };
      if (exceedsPairs(plan))
        return { ...spot, state: 'skipped', reason: 'batch-exceeds-pairs', firstRunMs: null };
      return { ...spot, state: 'pending' };
    },
  );
  return {
    id: `lane-${place + 1}`,
    ...(task !== undefined && { task }),
    state: unavailable === null ? 'pending' : 'unavailable',
    ...(unavailable !== null && { error: unavailable }),
    device,
    deviceUsed: null,
    dtype,
    // A build that was asked for by name is never replaced. `auto` is resolved once one has started.
    runtime: runtime === 'auto' ? null : runtime,
    threads: null,
    workers: 1,
    order,
    paddingMultiple,
    ...(gpuOption !== undefined && { gpuOption }),
    ...(graph !== undefined && { graph }),
    versions: null,
    model: {
      id: settings.model,
      source: parseModelId(settings.model)?.source ?? 'hub',
      revision: null,
      // A twin's depth is known even where it was never built.
      layers: model?.twin?.layers ?? null,
      bytes: null,
      ...(file !== undefined && { file }),
    },
    coldMs: null,
    scoreCheck: null,
    cells,
    events: [],
  };
}

function firstWarnings(parts: DraftParts, lanes: readonly PlannedLane[]): Issue[] {
  const { settings, input, environment } = parts;
  const warnings: Issue[] = [];
  const onGpu = lanes.some(
    ({ choice: { device, unavailable } }) => deviceKinds[device].hasAdapter && unavailable === null,
  );
  if (onGpu && environment.adapter?.isSoftware) {
    warnings.push(softwareAdapterWarning(environment.adapter.name));
  }
  const doubt = lanes.flatMap((lane) => doubtsOf(lane, parts))[0];
  if (doubt !== undefined) warnings.push({ code: 'memory-doubtful', message: excessMessage(doubt) });
  const mostPairs = Math.max(...settings.pairCounts);
  if (mostPairs > input.pairCount) {
    warnings.push({
      code: 'repeated-pairs',
      message: `The input has ${input.pairCount} pairs and a request ${mostPairs}, so pairs repeat.`,
      detail: String(input.pairCount),
    });
  }
  if (!environment.crossOriginIsolated) {
    warnings.push({
      code: 'not-isolated',
      message: 'The page is not cross-origin isolated: WASM has one thread and the clock is coarse.',
    });
  }
  if (environment.sharedMemory === false) {
    warnings.push({
      code: 'no-shared-memory',
      message: 'The browser has no shared memory: WASM has one thread.',
    });
  }
  return warnings;
}

/** Why the model of a lane may not fit, although the lane can be tried. */
function doubtsOf(
  { choice: { device, dtype, unavailable }, group }: PlannedLane,
  { machine, environment }: DraftParts,
): readonly Excess[] {
  if (dtype === null || unavailable !== null) return [];
  return fitOnDevice(group.model, device, dtype, machine, environment.deviceMemoryGiB).doubts;
}

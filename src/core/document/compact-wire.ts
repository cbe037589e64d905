import { defaultSettings, type Settings } from '../settings/settings.ts';
import { settingsFromQuery, settingsToQuery } from '../settings/settings-text.ts';
import { packCells, unpackCells } from './compact-cells-wire.ts';
import { maxCompactLoadTests } from './compact-load.ts';
import { packCapacity, packLoadTest, unpackCapacity, unpackLoadTest } from './compact-load-wire.ts';
import { type CompactLane, type CompactRun, compactRunSchema } from './compact-run.ts';
import { parseHostile } from './hostile-json.ts';

/*
 * A compact run as nested arrays: names would be half of a link, so a value's place says what it is. Within a version nothing
 * moves, and a new value goes to the end of its list, where older readers do not look.
 */

/** Most lanes, and most cells of all lanes together, that a link may speak of; a repeated value costs no space in it. */
export const maxCompactLanes = 64;
export const maxCompactCells = 10_000;

export function packRun(run: CompactRun): readonly unknown[] {
  const { app, input, environment } = run;
  const { adapter } = environment;
  return [
    run.schema,
    [run.id, run.state, run.startedAt, run.durationMs, app.version, app.commit, run.label ?? null],
    settingsToQuery({ ...defaultSettings, ...run.settings }),
    [
      input.source,
      input.sample ?? null,
      input.pairCount,
      input.tokenLengths && [input.tokenLengths.min, input.tokenLengths.p50, input.tokenLengths.max],
      input.sha256,
    ],
    [
      environment.browser,
      environment.os,
      environment.hardwareConcurrency,
      environment.deviceMemoryGiB,
      environment.crossOriginIsolated,
      environment.clockResolutionMs,
      adapter && [adapter.name, adapter.nameSource, adapter.vendor, adapter.architecture, adapter.isSoftware],
    ],
    run.lanes.map(packLane),
    run.warningCodes,
    // A link without load tests ends before them, as all did once.
    ...(run.loadTests === undefined ? [] : [run.loadTests.map(packLoadTest)]),
  ];
}

function packLane(lane: CompactLane): readonly unknown[] {
  const { versions, model, coldMs, scoreCheck } = lane;
  return [
    [lane.id, lane.state, lane.errorCode, lane.device, lane.deviceUsed, lane.dtype],
    [lane.runtime, lane.threads, lane.workers, lane.order, lane.paddingMultiple],
    versions && [versions.transformers, versions.onnxruntime],
    [model.id, model.source, model.revision, model.layers, model.bytes],
    coldMs && [coldMs.download, coldMs.session, coldMs.firstRun],
    scoreCheck && [
      scoreCheck.verdict,
      scoreCheck.findingCodes,
      scoreCheck.tolerance,
      scoreCheck.largestPaddingDifference,
    ],
    packCells(lane.cells),
    ...(lane.capacity === undefined ? [] : [packCapacity(lane.capacity)]),
  ];
}

/** The run of such arrays, whoever wrote them; `null` where they are not one. */
export function unpackRun(wire: unknown): CompactRun | null {
  const [schema, run, settings, input, environment, lanes, warningCodes, loadTests] = list(wire);
  const [id, state, startedAt, durationMs, version, commit, label] = list(run);
  if (!Array.isArray(lanes) || lanes.length > maxCompactLanes) return null;
  if (list(loadTests).length > maxCompactLoadTests) return null;
  const parsed = parseHostile(compactRunSchema, {
    schema,
    id,
    state,
    startedAt,
    durationMs,
    app: { version, commit },
    ...given('label', label),
    settings: unpackSettings(settings),
    input: unpackInput(input),
    environment: unpackEnvironment(environment),
    lanes: unpackLanes(lanes),
    ...(loadTests !== undefined && {
      loadTests: Array.isArray(loadTests) ? loadTests.map(unpackLoadTest) : null,
    }),
    warningCodes,
  });
  return parsed.state === 'ok' ? parsed.value : null;
}

/** The values of what should be an array; of anything else none, so that each is missing. */
function list(wire: unknown): readonly unknown[] {
  return Array.isArray(wire) ? wire : [];
}

/** An optional field, which is `null` in a link where it is absent. */
function given(name: string, value: unknown): Record<string, unknown> {
  return value === null ? {} : { [name]: value };
}

/** A setting that this reader does not know is left out; a value it would refuse spoils the link. */
function unpackSettings(wire: unknown): Partial<Settings> | null {
  if (!Array.isArray(wire)) return null;
  const entries = wire.map((entry): [string, string] | null => {
    const [name, text] = list(entry);
    return typeof name === 'string' && typeof text === 'string' ? [name, text] : null;
  });
  if (entries.includes(null)) return null;
  const { settings, refused } = settingsFromQuery(entries.filter((entry) => entry !== null));
  return refused.every(({ problem }) => problem.code === 'unknown-setting') ? settings : null;
}

function unpackInput(wire: unknown): unknown {
  const [source, sample, pairCount, lengths, sha256] = list(wire);
  const [min, p50, max] = list(lengths);
  const tokenLengths = lengths === null ? null : { min, p50, max };
  return { source, ...given('sample', sample), pairCount, tokenLengths, sha256 };
}

function unpackEnvironment(wire: unknown): unknown {
  const [browser, os, hardwareConcurrency, deviceMemoryGiB, crossOriginIsolated, clockResolutionMs, gpu] =
    list(wire);
  const [name, nameSource, vendor, architecture, isSoftware] = list(gpu);
  const adapter = gpu === null ? null : { name, nameSource, vendor, architecture, isSoftware };
  return {
    browser,
    os,
    hardwareConcurrency,
    deviceMemoryGiB,
    crossOriginIsolated,
    clockResolutionMs,
    adapter,
  };
}

function unpackLanes(wires: readonly unknown[]): unknown[] {
  let room = maxCompactCells;
  return wires.map((wire) => {
    const [head, how, tools, what, cold, check, cellsWire, capacity] = list(wire);
    const [id, state, errorCode, device, deviceUsed, dtype] = list(head);
    // Links from before there was padding to a multiple end with the order.
    const [runtime, threads, workers, order, paddingMultiple = 1] = list(how);
    const [transformers, onnxruntime] = list(tools);
    const [modelId, source, revision, layers, bytes] = list(what);
    const [download, session, firstRun] = list(cold);
    const [verdict, findingCodes, tolerance, largestPaddingDifference] = list(check);
    const cells = unpackCells(cellsWire, room);
    room -= cells?.length ?? 0;
    return {
      ...{
        id,
        state,
        errorCode,
        device,
        deviceUsed,
        dtype,
        runtime,
        threads,
        workers,
        order,
        paddingMultiple,
      },
      versions: tools === null ? null : { transformers, onnxruntime },
      model: { id: modelId, source, revision, layers, bytes },
      coldMs: cold === null ? null : { download, session, firstRun },
      scoreCheck: check === null ? null : { verdict, findingCodes, tolerance, largestPaddingDifference },
      ...(capacity !== undefined && { capacity: unpackCapacity(capacity) }),
      cells,
    };
  });
}

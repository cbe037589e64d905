import type { EvidenceRecord } from '../../core/document/evidence-record.ts';
import type { DraftLane } from '../../core/document/run-draft.ts';
import type { Device, RuntimeBuild } from '../../core/rerank/devices.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { MachineState } from '../store/machine-slice.ts';
import { laneBuilds } from './lane-request.ts';
import { ModelSession, type SessionTools } from './model-session.ts';
import type { EvidenceTools, RunTools } from './run-tools.ts';

/** A device to time the fixed product on, with the builds of the runtime to try. */
interface TimedDevice {
  readonly device: Device;
  readonly builds: readonly RuntimeBuild[];
}

/**
 * The devices that a run's lanes are going to compute on. A software adapter computes on the CPU, where the
 * same work takes far less time.
 */
export function devicesToTime(lanes: readonly DraftLane[], machine: MachineState): TimedDevice[] {
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const timed = new Map<Device, TimedDevice>();
  for (const lane of lanes) {
    if (lane.state !== 'pending') continue;
    const device = lane.device === 'webgpu' && adapter?.isSoftware !== false ? 'wasm' : lane.device;
    if (timed.has(device)) continue;
    timed.set(device, { device, builds: laneBuilds({ device, runtime: lane.runtime }, machine) });
  }
  return [...timed.values()];
}

/**
 * A run of fewer samples is over before a device could slow down, and often sooner than the fixed product is
 * timed.
 */
const fewestSamples = 40;

/** Whether a run may last long enough for its device to slow down. A suite's run always counts. */
export function isWorthEvidence(
  { suite, repetitions }: Pick<Settings, 'suite' | 'repetitions'>,
  lanes: readonly DraftLane[],
): boolean {
  if (suite !== null || repetitions === null) return true;
  const cells = lanes.flatMap(({ state, cells }) => (state === 'pending' ? cells : []));
  return repetitions * cells.filter(({ state }) => state === 'pending').length >= fewestSamples;
}

/** A second for a slow phone is a long time to time one product; a device that takes longer will not tell. */
const patienceMs = 20_000;

/** What tells the product's worker from those that load a model. */
export const fixedProductWorkerName = 'fixed product';

/** Most changes of pressure that are kept: it may change every second. */
const mostPressureReadings = 200;

type EvidenceCollectorTools = SessionTools & Pick<RunTools, 'sha256'>;

/**
 * Collects what tells whether a device kept its pace during a run. Each device's fixed product has a worker
 * of its own, which waits while lanes are measured: a fresh one would first have to optimise its code again.
 * Nothing that fails here fails the run; what could not be had is absent.
 */
export class EvidenceCollector {
  readonly #tools: EvidenceCollectorTools;
  readonly #evidence: EvidenceTools;
  readonly #atMs: () => number;
  readonly #signal: AbortSignal;
  #devices: readonly (TimedDevice & { readonly session: ModelSession })[] = [];
  #unwatch = () => {};
  #record: EvidenceRecord;

  /**
   * @param before evidence of the run's earlier rounds, which goes on
   * @param atMs ms since the run's start
   */
  constructor(
    tools: EvidenceCollectorTools,
    evidence: EvidenceTools,
    before: EvidenceRecord | undefined,
    atMs: () => number,
    signal: AbortSignal,
  ) {
    this.#tools = tools;
    this.#evidence = evidence;
    this.#record = before ?? { speed: [], fingerprints: [] };
    this.#atMs = atMs;
    this.#signal = signal;
  }

  get record(): EvidenceRecord {
    return this.#record;
  }

  /** Begins, with a first reading. */
  async begin(devices: readonly TimedDevice[]): Promise<void> {
    this.#unwatch = this.#evidence.watchPressure((state) => {
      const { pressure = [] } = this.#record;
      if (pressure.length >= mostPressureReadings || pressure.at(-1)?.state === state) return;
      this.#record = { ...this.#record, pressure: [...pressure, { atMs: this.#atMs(), state }] };
    });
    await this.#readBattery();
    const options = { signal: this.#signal, name: fixedProductWorkerName };
    this.#devices = devices.map((one) => ({ ...one, session: new ModelSession(this.#tools, {}, options) }));
    await this.read();
  }

  /** Times the fixed product on each device, one after another, while nothing else computes. */
  async read(): Promise<void> {
    for (const { device, builds, session } of this.#devices) {
      // The build that works is the first order's; the worker does not ask again.
      for (const runtime of builds) {
        if (this.#signal.aborted) return;
        try {
          const { ms, row } = await session.call('timeFixedProduct', { device, runtime }, patienceMs);
          const reading = { atMs: this.#atMs(), device, ms };
          this.#record = { ...this.#record, speed: [...this.#record.speed, reading] };
          await this.#noteFingerprint(device, row);
          break;
        } catch {
          session.drop();
        }
      }
    }
  }

  /** Ends, whatever state it is in. */
  async end(): Promise<void> {
    for (const { session } of this.#devices) session.drop();
    this.#devices = [];
    this.#unwatch();
    this.#unwatch = () => {};
    const screenAwake = this.#evidence.isKeptAwake();
    if (screenAwake !== null) this.#record = { ...this.#record, screenAwake };
    await this.#readBattery();
  }

  async #readBattery(): Promise<void> {
    const reading = await this.#evidence.battery();
    if (reading === null) return;
    const battery = [...(this.#record.battery ?? []), { atMs: this.#atMs(), ...reading }];
    this.#record = { ...this.#record, battery };
  }

  async #noteFingerprint(device: Device, row: Float32Array): Promise<void> {
    const { fingerprints } = this.#record;
    if (fingerprints.some((one) => one.device === device)) return;
    const sha256 = await this.#tools.sha256(row.join(','));
    this.#record = { ...this.#record, fingerprints: [...fingerprints, { device, sha256 }] };
  }
}

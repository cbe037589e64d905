import type { CollectedRun, TaskFigure } from '../../../core/results/collected-run.ts';
import type { ComparedTask } from '../../../core/results/compared-tasks.ts';
import {
  type DeviceFigure,
  type DeviceFilter,
  type DeviceName,
  deviceFigures,
  deviceName,
  passes,
} from '../../../core/results/device-figures.ts';
import { type PublishedFigure, publishedFigures } from '../../../core/results/references.ts';

/** A bar of the Devices tab. */
export type DeviceRow =
  | {
      readonly kind: 'device';
      readonly key: string;
      readonly pairsPerSecond: number;
      readonly of: DeviceFigure;
    }
  | {
      readonly kind: 'own';
      readonly key: string;
      readonly pairsPerSecond: number;
      readonly of: { readonly name: DeviceName; readonly figure: TaskFigure };
    }
  | {
      readonly kind: 'reference';
      readonly key: string;
      readonly pairsPerSecond: number;
      readonly of: PublishedFigure;
    };

export interface DeviceRows {
  /** Fastest first. */
  readonly rows: readonly DeviceRow[];
  /** Every device of the task, whatever the filters let through: what these can offer. */
  readonly names: readonly DeviceName[];
  /** Devices of the collection that the filters let through. */
  readonly deviceCount: number;
}

interface Wish {
  readonly filter: DeviceFilter;
  readonly withReferences: boolean;
}

/** The bars of one task: the collection's devices, the visitor's own run, and published figures. */
export function deviceRows(
  runs: readonly CollectedRun[],
  own: CollectedRun | null,
  task: ComparedTask,
  { filter, withReferences }: Wish,
): DeviceRows {
  // The visitor's own run may be in the collection already. It then stands apart, and counts once.
  const others = own === null ? runs : runs.filter(({ id }) => id !== own.id);
  const all = deviceFigures(others, task.key);
  const devices = all.filter((one) => passes(one, filter));
  const ownFigure = own?.figures.find((figure) => figure.task === task.key);
  const ownRows: DeviceRow[] =
    own === null || ownFigure === undefined
      ? []
      : [
          {
            kind: 'own',
            key: 'own',
            pairsPerSecond: ownFigure.pairsPerSecond,
            of: { name: deviceName(own, ownFigure), figure: ownFigure },
          },
        ];
  const references = publishedFigures.filter(
    ({ model, device }) => model === task.model && (filter.device === null || filter.device === device),
  );
  const rows: DeviceRow[] = [
    ...devices.map(
      (of): DeviceRow => ({ kind: 'device', key: of.key, pairsPerSecond: of.pairsPerSecond, of }),
    ),
    ...ownRows,
    ...(withReferences ? references : []).map(
      (of): DeviceRow => ({
        kind: 'reference',
        key: `${of.source.id} ${of.hardware}`,
        pairsPerSecond: of.pairsPerSecond,
        of,
      }),
    ),
  ];
  return {
    rows: rows.sort((a, b) => b.pairsPerSecond - a.pairsPerSecond),
    names: all,
    deviceCount: devices.length,
  };
}

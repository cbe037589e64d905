import { publishedQuality, type QualityDataset, qualityDatasets } from '../rerank/catalogue.ts';
import type { Device, Dtype } from '../rerank/devices.ts';
import type { RunRecord } from './run-record.ts';
import { isSuspect } from './suspect-lane.ts';

/** The fastest that a model ran here on one device in one precision. Its quality is looked up apart. */
export interface ModelSpeed {
  /** The catalogue's model. */
  readonly model: string;
  readonly device: Device;
  readonly dtype: Dtype;
  /** The weights file, where it was chosen by name. */
  readonly file?: string;
  /** Throughput of the fastest cell. */
  readonly pairsPerSecond: number;
}

/** Speeds that compare, because the same pairs were scored at the same max length. */
export interface SpeedGroup {
  readonly speeds: readonly ModelSpeed[];
  /** Runs with other pairs or another max length, whose speeds are left out. */
  readonly otherRuns: number;
}

type SpeedRecord = Pick<RunRecord, 'startedAt' | 'lanes'> & {
  readonly input: Pick<RunRecord['input'], 'sha256'>;
  readonly settings: Pick<RunRecord['settings'], 'maxLength'>;
};

/**
 * The speeds of the newest run that has any, and of all runs that compare with it. Models without a published
 * figure and lanes with suspect scores have none.
 */
export function comparableSpeeds(records: readonly SpeedRecord[]): SpeedGroup {
  const runs = records
    .map((record) => ({ record, key: workOf(record), speeds: speedsOf(record) }))
    .filter(({ speeds }) => speeds.length > 0)
    .sort((a, b) => Date.parse(b.record.startedAt) - Date.parse(a.record.startedAt));
  const same = runs.filter(({ key }) => key === runs[0]?.key);
  const fastest = new Map<string, ModelSpeed>();
  for (const speed of same.flatMap(({ speeds }) => speeds)) {
    const id = `${speed.model} ${speed.device} ${speed.dtype} ${speed.file}`;
    const held = fastest.get(id);
    if (held === undefined || held.pairsPerSecond < speed.pairsPerSecond) fastest.set(id, speed);
  }
  return { speeds: [...fastest.values()], otherRuns: runs.length - same.length };
}

const workOf = ({ input, settings }: SpeedRecord): string => `${input.sha256} ${settings.maxLength}`;

function speedsOf({ lanes }: SpeedRecord): ModelSpeed[] {
  return lanes.flatMap((lane) => {
    const { dtype } = lane;
    const { id: model, file } = lane.model;
    const hasFigure = qualityDatasets.some((dataset) => publishedQuality(model, dataset) !== undefined);
    if (!hasFigure || dtype === null || isSuspect(lane)) return [];
    const rates = lane.cells.flatMap((cell) => (cell.state === 'measured' ? cell.pairsPerSecond : []));
    const pairsPerSecond = Math.max(0, ...rates);
    if (pairsPerSecond === 0) return [];
    const device = lane.deviceUsed ?? lane.device;
    return [{ model, device, dtype, pairsPerSecond, ...(file !== undefined && { file }) }];
  });
}

/** A model's speed here beside its published quality. */
export interface QualityPoint extends ModelSpeed {
  readonly ndcgAt10: number;
  readonly source: string;
  /** Whether the figure was read in a copy of its source. */
  readonly isSecondHand: boolean;
  /** Whether no other point is at least as good and as fast, and better in one of the two. */
  readonly isOnFrontier: boolean;
}

/** The points of one data set, fastest first. Figures of two data sets do not compare. */
export function qualityPoints(speeds: readonly ModelSpeed[], dataset: QualityDataset): QualityPoint[] {
  const points = speeds.flatMap((speed) => {
    const figure = publishedQuality(speed.model, dataset);
    return figure === undefined
      ? []
      : {
          ...speed,
          ndcgAt10: figure.ndcgAt10,
          source: figure.source,
          isSecondHand: figure.isSecondHand === true,
        };
  });
  return points
    .map((point) => ({ ...point, isOnFrontier: !points.some((other) => dominates(other, point)) }))
    .sort((a, b) => b.pairsPerSecond - a.pairsPerSecond || b.ndcgAt10 - a.ndcgAt10);
}

type Merits = Pick<QualityPoint, 'pairsPerSecond' | 'ndcgAt10'>;

const dominates = (a: Merits, b: Merits): boolean =>
  a.pairsPerSecond >= b.pairsPerSecond &&
  a.ndcgAt10 >= b.ndcgAt10 &&
  (a.pairsPerSecond > b.pairsPerSecond || a.ndcgAt10 > b.ndcgAt10);

/** The data set that most models of these speeds have a figure of; of equals the first. */
export function widestDataset(speeds: readonly ModelSpeed[]): QualityDataset {
  const models = (dataset: QualityDataset) =>
    new Set(qualityPoints(speeds, dataset).map(({ model }) => model)).size;
  return [...qualityDatasets].reduce((best, one) => (models(one) > models(best) ? one : best));
}

import { deviceKinds } from '../rerank/devices.ts';
import { figure, mebibytes } from '../texts/format.ts';
import type { CollectedDevice } from './collected-device.ts';
import type { CollectedLane, CollectedWork } from './collected-lane.ts';
import type { CollectedPoint } from './collected-points.ts';
import type { CollectedSeries, Collection } from './collection.ts';
import { type CollectionRow, rowsOf } from './collection-rows.ts';
import { modelWords } from './record-words.ts';
import type { Report } from './report.ts';

type Facts = CollectedLane & CollectedWork;

/** What else can tell two series apart; named once where all agree, and with each lane where they do not. */
const facts = {
  model: ({ model }) => modelWords({ id: model, layers: null }),
  layers: ({ layers }) => (layers === null ? '' : `${layers} ${layers === 1 ? 'layer' : 'layers'}`),
  revision: ({ revision }) => (revision === null ? '' : `revision ${revision}`),
  runtime: ({ runtime }) => runtime ?? '',
  threads: ({ threads }) => (threads === null ? '' : `${threads} ${threads === 1 ? 'thread' : 'threads'}`),
  workers: ({ workers }) => `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
  order: ({ order }) => `${order} order`,
  transformers: ({ transformers }) => (transformers === null ? '' : `transformers.js ${transformers}`),
  onnxruntime: ({ onnxruntime }) => (onnxruntime === null ? '' : `ONNX Runtime ${onnxruntime}`),
  input: ({ sample, inputSha256 }) => `input ${sample ?? 'of one’s own'} ${inputSha256.slice(0, 8)}`,
  maxLength: ({ maxLength }) => `max length ${maxLength}`,
  seed: ({ seed }) => `seed ${seed}`,
} as const satisfies Record<string, (facts: Facts) => string>;

/** The collection in words: a table a device, in English. */
export function collectionReport(collection: Collection): Report {
  const { devices, series } = collection;
  const rows = rowsOf(collection);
  const all = series.map(factsOf);
  const valuesOf = (fact: (one: Facts) => string) => [
    ...new Set(all.map(fact).filter((text) => text !== '')),
  ];
  const told = Object.values(facts);
  const shared = told.flatMap((fact) => (valuesOf(fact).length === 1 ? valuesOf(fact) : []));
  const varying = told.filter((fact) => valuesOf(fact).length > 1);
  const runCount = devices.reduce((sum, device) => sum + device.runCount, 0);
  return {
    title: `Rerank Bench: ${plural(runCount, 'run')} on ${plural(devices.length, 'device')}`,
    lines: [
      ...(shared.length === 0 ? [] : [`All alike: ${shared.join(' · ')}`]),
      'Best is the batch size of highest throughput, with the 95 % interval between runs, or, with one run (marked ~), within it; latency and memory are those of the best.',
      'Recommended is what most runs recommend, with ? where they are not sure.',
    ],
    parts: devices.map((device) => ({
      title: deviceName(device),
      lines: [],
      table: {
        head: [
          'lane',
          'pairs',
          'runs',
          'recommended',
          'best',
          'pairs/s',
          '95 %',
          'latency, ms',
          'memory',
          'scores',
        ],
        rows: rows
          .filter((row) => row.device.id === device.id)
          .map((row) => tableRow(row, laneName(row.series, varying))),
      },
    })),
  };
}

const plural = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

const factsOf = ({ lane, work }: CollectedSeries): Facts => ({ ...lane, ...work });

function deviceName(device: CollectedDevice): string {
  const { label, adapter, browser, os, hardwareConcurrency, crossOriginIsolated, runCount } = device;
  return [
    ...(label === '' ? [] : [label]),
    adapter === null
      ? 'no GPU'
      : `${adapter.name}${adapter.isSoftware ? ' (software: computes on the CPU)' : ''}${adapter.nameSource === 'webgl' ? ' (name from WebGL)' : ''}`,
    browser,
    os,
    `${hardwareConcurrency} hardware threads`,
    ...(crossOriginIsolated ? [] : ['not cross-origin isolated']),
    plural(runCount, 'run'),
  ].join(' · ');
}

function laneName(series: CollectedSeries, varying: readonly ((one: Facts) => string)[]): string {
  const { device, deviceUsed, dtype } = series.lane;
  return [
    deviceKinds[device].name,
    ...(deviceUsed !== null && deviceUsed !== device ? [`computed on ${deviceKinds[deviceUsed].name}`] : []),
    ...(dtype === null ? [] : [dtype]),
    ...varying.map((fact) => fact(factsOf(series))).filter((text) => text !== ''),
  ].join(' · ');
}

function tableRow({ series, pairCount, recommended, best }: CollectionRow, lane: string): string[] {
  const scores = series.scores === 'suspect' ? 'SUSPECT' : series.scores;
  if (best === null || pairCount === null) {
    return [lane, '', String(series.runIds.length), '', '', '', '', '', '', whyNoPoints(series)];
  }
  return [
    lane,
    String(pairCount),
    String(best.runCount),
    recommended === null
      ? ''
      : `${recommended.batchSize}${recommended.certainty === 'sure' ? '' : '?'}${
          recommended.voters > 1 ? ` (${recommended.votes} of ${recommended.voters})` : ''
        }`,
    best.batchSize === null ? `≤ ${best.tokenBudget ?? '?'} tokens` : String(best.batchSize),
    figure(best.pairsPerSecond),
    intervalText(best),
    figure(best.latencyMs),
    [
      ...(best.gpuPeakBytes === null ? [] : [`GPU ${mebibytes(best.gpuPeakBytes)}`]),
      ...(best.wasmBytes === null ? [] : [`WASM ${mebibytes(best.wasmBytes)}`]),
    ].join(', '),
    scores,
  ];
}

function whyNoPoints({ errors, loadTestCount }: CollectedSeries): string {
  if (errors.length > 0) return errors.join(', ');
  return loadTestCount > 0 ? 'load tests only' : 'nothing measured';
}

const intervalText = ({ ci95, intervalFrom }: CollectedPoint) =>
  ci95 === null ? '' : `${intervalFrom === 'samples' ? '~ ' : ''}${figure(ci95[0])} to ${figure(ci95[1])}`;

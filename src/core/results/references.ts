import type { Device } from '../rerank/devices.ts';

/** Where figures were published. The conditions are told in words (`reference.<id>` of the texts). */
interface ReferenceSource {
  readonly id: 'ettin';
  readonly title: string;
  readonly author: string;
  readonly address: string;
}

const ettin: ReferenceSource = {
  id: 'ettin',
  title: 'Introducing the Ettin Reranker Family',
  author: 'Tom Aarsen, Hugging Face',
  address: 'https://huggingface.co/blog/ettin-reranker#speed',
};

/**
 * A figure that others measured and published. It is never shown as measured here: the software, the lengths
 * of the texts and the weights are others than the suite's, so it tells orders of magnitude.
 */
export interface PublishedFigure {
  /** The model that was measured, as the id of its twin. */
  readonly model: string;
  readonly hardware: string;
  /** What it corresponds to here: a GPU or the CPU. */
  readonly device: Device;
  /** Number format, as published. */
  readonly precision: string;
  /** At whichever batch size was fastest. */
  readonly pairsPerSecond: number;
  readonly source: ReferenceSource;
}

/** Pairs a second on an H100, an RTX 3090 and an i7-13700K, from the post's three tables of speed. */
const ettinFigures: readonly (readonly [model: string, h100: number, rtx3090: number, i7: number])[] = [
  ['bge-reranker-v2-m3', 1569, 436, 6.0],
  ['bge-reranker-base', 2858, 1329, 19.2],
  ['ms-marco-MiniLM-L-6-v2', 3817, 4234, 143.9],
  ['gte-reranker-modernbert-base', 1418, 586, 14.7],
  ['ettin-reranker-17m-v1', 7517, 9008, 267.4],
];

/**
 * Published throughput of the models that have twins. Each was read in the post's source
 * (https://github.com/huggingface/blog/blob/main/ettin-reranker.md). To add a source, add its conditions to
 * the texts as well.
 */
export const publishedFigures: readonly PublishedFigure[] = ettinFigures.flatMap(
  ([name, h100, rtx3090, i7]): PublishedFigure[] => {
    const shared = { model: `twin:${name}`, source: ettin } as const;
    const gpu = { ...shared, device: 'webgpu', precision: 'bfloat16' } as const;
    return [
      { ...gpu, hardware: 'NVIDIA H100 80GB', pairsPerSecond: h100 },
      { ...gpu, hardware: 'NVIDIA RTX 3090 24GB', pairsPerSecond: rtx3090 },
      {
        ...shared,
        ...{ device: 'wasm', hardware: 'Intel Core i7-13700K', precision: 'float32', pairsPerSecond: i7 },
      },
    ];
  },
);

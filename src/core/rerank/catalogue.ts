import { catalogueEntries } from './catalogue-entries.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

export type { CatalogueEntry, ModelLanguages, ModelSource, ModelWeights } from './catalogue-entry.ts';

export const builtinModelId = 'builtin:coverage';
export const headlineModelId = 'onnx-community/bge-reranker-v2-m3-ONNX';

export const catalogue: readonly CatalogueEntry[] = catalogueEntries;

export function findModel(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** Whether the licence allows no commercial use (Creative Commons names that "NC"). */
export const isNonCommercial = (licence: string): boolean => /(^|-)NC(-|$)/i.test(licence);

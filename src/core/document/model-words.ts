import { isCutTwin, isTwinId } from '../rerank/twin-model-id.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';

/** What names a model in words: of a twin, how deep it was built, too. */
type NamedModel = Pick<LaneRecord['model'], 'id' | 'layers'>;

/**
 * A model by its id, in English and not escaped yet. A twin's id is never left alone, since what follows the colon is a
 * real model's name: "twin:bge-reranker-base (synthetic, 12 layers)".
 */
export function modelWords({ id, layers }: NamedModel): string {
  if (!isTwinId(id)) return id;
  const depth = layers === null ? '' : `, ${layers} ${layers === 1 ? 'layer' : 'layers'}`;
  return `${id} (synthetic${depth})`;
}

/** The model of a whole run. */
export const runModelWords = ({ lanes, settings }: Pick<RunRecord, 'lanes' | 'settings'>): string =>
  modelWords(lanes[0]?.model ?? { id: settings.model, layers: settings.layers });

/** What a reader of a twin's run has to know, in English; `null` for other models. */
export function twinWords({ lanes, settings }: Pick<RunRecord, 'lanes' | 'settings'>): string | null {
  const { id, layers } = lanes[0]?.model ?? { id: settings.model, layers: settings.layers };
  if (!isTwinId(id)) return null;
  const worth = isCutTwin(id, layers)
    ? 'cut to fewer layers than the real model has, its speed and recommendations are its own.'
    : 'speed and recommendations were measured on the twin, and stand for the real model only as far as its graph is what the twin assumes.';
  return `Synthetic twin: a real model’s shape with made-up weights. Scores mean nothing; ${worth}`;
}

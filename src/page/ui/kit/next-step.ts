import { defaultSettings, type Settings } from '../../../core/settings/settings.ts';
import type { InputPart } from '../../store/view-slice.ts';

/** The one thing to do next about a failure. */
export type NextStep =
  | { readonly kind: 'again' }
  | { readonly kind: 'reload' }
  /** Another model, or another precision of it. */
  | { readonly kind: 'model' | 'smaller' }
  | { readonly kind: 'input'; readonly part: InputPart }
  /** The same once more, with these settings. */
  | {
      readonly kind: 'cpu' | 'precision' | 'runtime' | 'options' | 'graph' | 'layers';
      readonly settings: Partial<Settings>;
    };

type Chosen = Pick<Settings, 'device' | 'dtype' | 'file' | 'runtime' | 'graph' | 'gpuOptions' | 'layers'>;

const again: NextStep = { kind: 'again' };

/** Puts settings back to their defaults; where they are at them already, the same is tried again. */
function backToDefault(
  kind: Exclude<NextStep, { kind: 'again' | 'reload' | 'model' | 'smaller' | 'input' }>['kind'],
  chosen: Chosen,
  ...names: readonly (keyof Chosen)[]
): NextStep {
  const isDefault = (name: keyof Chosen) =>
    JSON.stringify(chosen[name]) === JSON.stringify(defaultSettings[name]);
  if (names.every(isDefault)) return again;
  return { kind, settings: Object.fromEntries(names.map((name) => [name, defaultSettings[name]])) };
}

/**
 * The one thing that most probably helps after a failure, as its sentence says it.
 *
 * @param key the failure's text: `failure.<code>`, `stepDown.….<code>` or `notice.inputProblem.<code>`
 * @param chosen the settings of the moment
 */
export function nextStep(key: string, chosen: Chosen): NextStep {
  const code = key.slice(key.lastIndexOf('.') + 1);
  if (key.startsWith('notice.inputProblem.')) {
    return { kind: 'input', part: code.includes('query') ? 'query' : 'documents' };
  }
  switch (code) {
    case 'query-too-long':
      return { kind: 'input', part: 'query' };
    case 'page-file-missing':
    case 'not-started':
      return { kind: 'reload' };
    case 'runtime-failed': {
      const step = backToDefault('runtime', chosen, 'runtime');
      return step.kind === 'again' ? { kind: 'reload' } : step;
    }
    case 'runtime-unavailable':
      return backToDefault('runtime', chosen, 'runtime');
    case 'no-gpu':
      return chosen.device.includes('webgpu') ? { kind: 'cpu', settings: { device: ['wasm'] } } : again;
    case 'no-half-precision':
    case 'dtype-not-on-gpu':
      return backToDefault('precision', chosen, 'dtype', 'file');
    case 'not-capturable':
    case 'too-many-shapes':
      return backToDefault('options', chosen, 'gpuOptions');
    case 'fused-twins-only':
      return backToDefault('graph', chosen, 'graph');
    case 'too-many-layers':
      return backToDefault('layers', chosen, 'layers');
    case 'cpu-memory':
    case 'gpu-memory':
    case 'model-too-large':
      return { kind: 'smaller' };
    case 'model-not-found':
    case 'model-gated':
    case 'folder-not-here':
    case 'file-not-a-model':
    case 'lfs-pointer':
    case 'unsupported-model':
    case 'not-a-reranker':
    case 'tokenizer-mismatch':
      return { kind: 'model' };
    default:
      return again;
  }
}

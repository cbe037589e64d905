import type { Issue } from '../../core/document/run-record.ts';
import type { LoadedModel } from '../../worker/protocol/messages.ts';

/** What a model's context makes of the max length that was asked for. */
export interface ContextLimit {
  /** The setting, or the model's context where that is shorter. */
  readonly maxLength: number;
  /** That it was lowered; `null` where it was not. */
  readonly warning: Issue | null;
}

/** Max length is clamped to the model's context, with a warning: rule 11 (docs/method.md). */
export function limitToContext(
  { contextTokens }: Pick<LoadedModel, 'contextTokens'>,
  asked: number,
): ContextLimit {
  if (contextTokens === null || contextTokens >= asked) return { maxLength: asked, warning: null };
  return {
    maxLength: contextTokens,
    warning: {
      code: 'max-length-clamped',
      message: `The model takes ${contextTokens} tokens; max length ${asked} was lowered to that.`,
      detail: String(contextTokens),
    },
  };
}

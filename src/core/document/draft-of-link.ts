import { defaultSettings } from '../settings/settings.ts';
import { compactLanes } from './compact-lanes.ts';
import { compactLoadTests } from './compact-load.ts';
import type { CompactRun } from './compact-run.ts';
import type { RunDraft } from './run-draft.ts';
import { runRecordSchemaId } from './run-record.ts';

/**
 * A link's run in the form that chart and table draw. What a link does not carry is empty, never made up: samples, words of
 * messages, the user agent, the adapter's limits.
 */
export function draftOfLink(run: CompactRun): RunDraft {
  const { id, state, startedAt, durationMs, app, label, environment, input } = run;
  const { adapter } = environment;
  const loadTests = compactLoadTests(run);
  return {
    schema: runRecordSchemaId,
    id,
    state,
    startedAt,
    durationMs,
    app,
    ...(label !== undefined && { label }),
    settings: { ...defaultSettings, ...run.settings },
    input,
    environment: {
      ...environment,
      userAgent: '',
      adapter: adapter && { ...adapter, device: '', description: '', features: [], limits: {} },
    },
    lanes: compactLanes(run),
    ...(loadTests.length > 0 && { loadTests }),
    warnings: run.warningCodes.map((code) => ({ code, message: '' })),
    recommendations: [],
  };
}

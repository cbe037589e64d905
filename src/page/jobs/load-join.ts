import type { RunDraft } from '../../core/document/run-draft.ts';
import { deviceKinds } from '../../core/rerank/devices.ts';
import { type LoadTestSettings, loadTestSettingNames } from '../../core/settings/load-test-settings.ts';
import { type SettingName, type Settings, settingNames } from '../../core/settings/settings.ts';
import { type DraftParts, newDraft } from './new-draft.ts';
import type { LastRun, RunBasis } from './run-basis.ts';

/**
 * Settings that change neither a run's lane nor what it computes: runs that differ only in them may share
 * load tests.
 */
const withoutEffect: readonly SettingName[] = [
  ...loadTestSettingNames,
  'batchSizes',
  'tokenBudgets',
  'pairCounts',
  'repetitions',
  // The texts themselves are compared.
  'sample',
  'label',
  'lang',
  'autorun',
  'stepDown',
  'keepText',
  'profilePass',
];

/** All others, those too that are yet to come: at worst a load test makes a run of its own. */
const decisive = settingNames.filter((name) => !withoutEffect.includes(name));

/** The run that a load test belongs to. */
export interface LoadRun {
  readonly draft: RunDraft;
  /** What it measures on; where it joins a sweep, what the sweep was measured on. */
  readonly basis: RunBasis;
  /** The settings of the moment. A joined sweep's may differ in what does not matter here. */
  readonly settings: Settings;
  /** Index of its lane. */
  readonly laneAt: number;
  /** Whether the lane was measured before. */
  readonly isJoined: boolean;
}

/**
 * The page's last run, if a load test with the settings and input of the moment can join it: model, lane and
 * texts are the same, and the lane is done. Otherwise `null`, and the load test makes a run of its own.
 *
 * @param shown the run that the page shows as its own
 */
export function runToJoin(
  { held }: LastRun,
  shown: RunDraft | null,
  chosen: Pick<RunBasis, 'settings' | 'files'>,
  sha256: string,
): LoadRun | null {
  if (held === null || shown?.id !== held.draft.id) return null;
  const { draft, basis } = held;
  // A suite's lanes have models of their own.
  if (draft.suite !== undefined) return null;
  if (draft.input.sha256 !== sha256 || basis.files.files !== chosen.files.files) return null;
  const key = (settings: Settings) => JSON.stringify(decisive.map((name) => settings[name]));
  if (key(basis.settings) !== key(chosen.settings)) return null;
  const laneAt = draft.lanes.findIndex(({ state }) => state === 'done');
  if (laneAt < 0) return null;
  const { settings } = chosen;
  const joined: RunDraft = {
    ...draft,
    state: 'running',
    settings: { ...draft.settings, ...loadTestSettingsOf(settings) },
  };
  return { draft: joined, basis, settings, laneAt, isJoined: true };
}

/** A run of its own. */
export function ownRun(parts: DraftParts, basis: RunBasis): LoadRun {
  return { draft: newLoadDraft(parts), basis, settings: basis.settings, laneAt: 0, isJoined: false };
}

/** The first lane that is possible, without cells. */
function newLoadDraft(parts: DraftParts): RunDraft {
  const draft = newDraft(parts);
  const lane = draft.lanes.find(({ state }) => state === 'pending') ?? draft.lanes[0];
  const isHere = (code: string) =>
    code !== 'repeated-pairs' &&
    (code !== 'software-adapter' || (lane !== undefined && deviceKinds[lane.device].hasAdapter));
  return {
    ...draft,
    lanes: lane === undefined ? [] : [{ ...lane, id: 'lane-1', cells: [] }],
    warnings: draft.warnings.filter(({ code }) => isHere(code)),
  };
}

/**
 * The batch size that a sweep recommends for the lane's largest pair count; `null` where it recommends none.
 */
export function recommendedBatch({ recommendations }: RunDraft, laneId: string): number | null {
  const ofLane = recommendations.flatMap((one) =>
    one.kind === 'pair-count' && one.laneId === laneId ? [one] : [],
  );
  const [most] = ofLane.sort((a, b) => b.pairCount - a.pairCount);
  return most?.batchSize ?? null;
}

const loadTestSettingsOf = (settings: Settings): LoadTestSettings =>
  Object.fromEntries(
    loadTestSettingNames.map((name) => [name, settings[name]]),
  ) as unknown as LoadTestSettings;

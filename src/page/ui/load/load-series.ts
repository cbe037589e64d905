import type { DraftLoadTest } from '../../../core/document/run-draft.ts';

/** Load tests of one lane under the same arrivals, one a policy. */
export interface LoadSeries {
  readonly laneId: string;
  readonly plan: DraftLoadTest['plan'];
  /** At least one, in the order in which they ran. */
  readonly tests: readonly [DraftLoadTest, ...DraftLoadTest[]];
}

/** The load tests of a run, those together that can be compared: neighbours with the same lane and arrivals and different policies. */
export function loadSeries(tests: readonly DraftLoadTest[]): LoadSeries[] {
  const series: LoadSeries[] = [];
  for (const test of tests) {
    const last = series.at(-1);
    if (last !== undefined && belongs(test, last)) {
      series.splice(-1, 1, { ...last, tests: [...last.tests, test] });
    } else {
      series.push({ laneId: test.laneId, plan: test.plan, tests: [test] });
    }
  }
  return series;
}

const belongs = (test: DraftLoadTest, { laneId, plan, tests }: LoadSeries): boolean =>
  test.laneId === laneId &&
  tests.every(({ policy }) => policy !== test.policy) &&
  JSON.stringify(test.plan) === JSON.stringify(plan);

/**
 * The test of a series whose charts are shown: the chosen policy's where it has one, else the one under way, else that of the
 * dynamic policy, which is what all this is about, else the last.
 */
export function testToShow({ tests }: LoadSeries, chosen: DraftLoadTest['policy'] | null): DraftLoadTest {
  return (
    tests.find(({ policy }) => policy === chosen) ??
    tests.find(({ state }) => state === 'running') ??
    tests.find(({ policy }) => policy === 'dynamic') ??
    tests.at(-1) ??
    tests[0]
  );
}

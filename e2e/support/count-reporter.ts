import { writeFileSync } from 'node:fs';
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';

/**
 * Ends a run with `N passed, N failed`, or writes the numbers to a file for scripts/test.mjs, which adds
 * those of the unit tests.
 */
export default class CountReporter implements Reporter {
  #suite: Suite | undefined;
  #errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  /** Counts errors outside any test, such as a file that does not load. */
  onError(): void {
    this.#errors += 1;
  }

  onEnd(result: FullResult): void {
    const outcomes = this.#suite
      ?.allTests()
      .map((test) => ({ outcome: test.outcome(), runs: test.results.length }));
    const passed = outcomes?.filter(({ outcome }) => outcome === 'expected').length ?? 0;
    const unexpected =
      outcomes?.filter(({ outcome, runs }) => outcome === 'unexpected' && runs > 0).length ?? 0;
    const failed = unexpected + this.#errors;
    const counts = { passed, failed: failed === 0 && result.status !== 'passed' ? 1 : failed };
    this.#tellSkipped();
    const file = process.env.TEST_COUNTS_FILE;
    if (file === undefined) console.log(`${counts.passed} passed, ${counts.failed} failed`);
    else writeFileSync(file, JSON.stringify(counts));
  }

  /** Playwright's list marks skipped tests, but does not say why they were skipped. */
  #tellSkipped(): void {
    const reasons = new Map<string, number>();
    for (const { annotations } of this.#suite?.allTests() ?? []) {
      const reason = annotations.find(({ type }) => type === 'skip')?.description;
      if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    for (const [reason, count] of reasons) console.log(`${count} skipped: ${reason}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}

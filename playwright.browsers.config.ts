import { defineConfig } from '@playwright/test';
import type { EngineOption } from './e2e/browsers/visitor.ts';

const isCi = process.env.CI !== undefined && process.env.CI !== '';

/** The small suite that runs in three engines. The tests drive the browsers themselves. */
export default defineConfig<object, EngineOption>({
  testDir: 'e2e/browsers',
  outputDir: 'test-results/browsers',
  // Two browsers at a time would wait for each other on two cores.
  workers: 1,
  retries: 0,
  forbidOnly: isCi,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./e2e/support/count-reporter.ts']],
  projects: (['firefox', 'webkit', 'chromium'] as const).map((engine) => ({ name: engine, use: { engine } })),
});

import { defineConfig } from '@playwright/test';
import { canUseSandbox, requireBrowser } from './scripts/browser.ts';
import { findLavapipe } from './scripts/lavapipe.ts';

const browser = requireBrowser();

const isCi = process.env.CI !== undefined && process.env.CI !== '';

/** No host but this machine can be resolved, so a test that needs the network fails everywhere alike. */
const closedNetwork = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * No test sees the address bar's popups, and each is a renderer that starts with every window. So is the spare
 * one for the next page, which most tests close before there is one. Only the last such list on a command
 * line counts, so the entries of Playwright's own that matter here are repeated.
 */
const unseenFeatures = [
  'SpareRendererForSitePerProcess',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'Translate',
];

/**
 * V8 optimises a function of WebAssembly once it has used up this budget. A test runs the runtime for a
 * second or two, so ten times the usual budget saves more compiling than it costs.
 */
const lateOptimising = '--js-flags=--wasm-tiering-budget=130000000';

/** A real WebGPU device that computes on the CPU. Without the first flag requestAdapter() answers null. */
const softwareGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/**
 * A real WebGPU device that has half precision, too. Where it is missing, e2e/support/lavapipe.ts skips the
 * tests that need it.
 */
const lavapipe = findLavapipe();

/** @param env variables that the browser gets besides those of this process */
function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return {
    launchOptions: {
      env: { ...process.env, ...env } as Record<string, string>,
      executablePath: browser.path,
      chromiumSandbox: canUseSandbox(browser),
      args: [...closedNetwork, `--disable-features=${unseenFeatures.join(',')}`, lateOptimising, ...args],
    },
  };
}

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // The page often waits (for rests, throttled updates, storage), so two files at a time finish sooner on two
  // cores. No test looks at how long a measurement took.
  workers: 2,
  fullyParallel: false,
  // A test that passes on the second try has found a fault.
  retries: 0,
  forbidOnly: isCi,
  timeout: 120_000,
  expect: {
    timeout: 30_000,
    toHaveScreenshot: { animations: 'disabled', caret: 'hide', scale: 'css', maxDiffPixelRatio: 0.01 },
  },
  // The folders that the tests name differ by system and browser, since each draws text a little differently.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  updateSnapshots: isCi ? 'none' : 'missing',
  reporter: [['list'], ['./e2e/support/count-reporter.ts']],
  use: {
    // e2e/support/fixtures.ts serves the built page on a free port and sets baseURL.
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'light',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Traces slow every test down. Use `--trace retain-on-failure` to get one.
    trace: 'off',
  },
  projects: [
    {
      // Also runs the tests that need no particular browser.
      name: 'wasm',
      testMatch: '**/*.spec.ts',
      testIgnore: ['**/*.webgpu.spec.ts', '**/*.lavapipe.spec.ts', '**/e2e/browsers/**'],
      use: launch([]),
    },
    {
      name: 'webgpu',
      testMatch: '**/*.webgpu.spec.ts',
      // SwiftShader takes seconds to compile each new shape.
      timeout: 300_000,
      expect: { timeout: 120_000 },
      use: launch(softwareGpu),
    },
    {
      name: 'lavapipe',
      testMatch: '**/*.lavapipe.spec.ts',
      timeout: 300_000,
      expect: { timeout: 120_000 },
      use: lavapipe.state === 'found' ? launch(lavapipe.args, lavapipe.env) : launch([]),
    },
  ],
});

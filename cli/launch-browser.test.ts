import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommandError, exitCode } from './command-error.ts';
import { launchBrowser } from './launch-browser.ts';

afterEach(() => void vi.unstubAllEnvs());

const failure = async (options: Parameters<typeof launchBrowser>[0]) => {
  const error = await launchBrowser(options).catch((reason: unknown) => reason);
  if (!(error instanceof CommandError)) throw error;
  return error;
};

describe('a browser that cannot be started', () => {
  it('is named with what to do next', async () => {
    vi.stubEnv('FIREFOX_PATH', '/nowhere/firefox');
    const misspelt = await failure({ browser: 'firefox' });
    expect(misspelt.exitCode).toBe(exitCode.usage);
    expect(misspelt.message).toMatch(/^FIREFOX_PATH names \/nowhere\/firefox, where no file is\. Set it/);
    // On macOS an application is a folder.
    vi.stubEnv('FIREFOX_PATH', import.meta.dirname);
    expect((await failure({ browser: 'firefox' })).message).toMatch(/, where no file is\. Set it to the/);
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
    expect((await failure({ browser: 'chromium' })).message).toMatch(/^CHROMIUM_PATH names/);
    const unknown = await failure({ browser: './no-such-browser' });
    expect(unknown.exitCode).toBe(exitCode.usage);
    expect(unknown.message).toMatch(/It takes chromium, chrome, msedge, firefox, webkit, safari or/);
  });

  it.runIf(process.platform === 'linux')('is one that should be seen where there is no screen', async () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', undefined);
    for (const browser of ['chromium', 'firefox', 'webkit']) {
      const error = await failure({ browser, headed: true });
      expect(error.exitCode).toBe(exitCode.usage);
      expect(error.message).toMatch(/^--headed shows .* there is no screen/);
    }
  });

  it.skipIf(process.platform === 'darwin')('is Safari anywhere but on macOS', async () => {
    const error = await failure({ browser: 'safari' });
    expect(error.exitCode).toBe(exitCode.noResult);
    expect(error.message).toMatch(/on macOS only\..*--browser webkit/);
  });
});

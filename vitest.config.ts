import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const isTest = /\.test\.tsx?$/;

/** The test files, relative to this one. */
const tests = ['src', 'server', 'scripts', 'cli'].flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => isTest.test(path))
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
);

/** Tests that replace a module, which works only where nothing has imported it before. */
const replacing = tests.filter((path) =>
  /\bvi\.(mock|doMock)\(/.test(readFileSync(join(import.meta.dirname, path), 'utf8')),
);

export default defineConfig({
  test: {
    environment: 'node',
    restoreMocks: true,
    unstubGlobals: true,
    // No test depends on how long it takes. A busy machine takes several times as long as a quiet one.
    testTimeout: 30_000,
    tags: [{ name: 'slow', description: 'Takes seconds: left out of `npm run check`, part of `npm test`.' }],
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: [
            'src/**/*.test.{ts,tsx}',
            'server/**/*.test.ts',
            'scripts/**/*.test.ts',
            'cli/**/*.test.ts',
          ],
          exclude: replacing,
          // A process for each file, which imports everything anew, costs more than most of the tests.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: replacing } },
    ],
  },
});

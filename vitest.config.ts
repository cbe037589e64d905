import { defineConfig } from 'vitest/config';

/** Tests that replace a module, which works only where nothing has imported it before. */
const replacingModules = [
  'src/page/jobs/job.test.ts',
  'src/worker/engine/opened-graph.test.ts',
  'src/worker/engine/refused-buffer.test.ts',
];

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
    // Test files share a process and the modules that an earlier file imported. Importing them anew for each
    // file costs more than the tests themselves.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'scripts/**/*.test.ts', 'cli/**/*.test.ts'],
          exclude: replacingModules,
        },
      },
      {
        extends: true,
        test: { name: 'screen', include: ['src/**/*.test.tsx'], environment: 'happy-dom' },
      },
      {
        extends: true,
        test: { name: 'replacing', include: replacingModules, isolate: true },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'server/**/*.test.ts', 'scripts/**/*.test.ts', 'cli/**/*.test.ts'],
    environment: 'node',
    restoreMocks: true,
    // No test depends on how long it takes. A busy machine takes several times as long as a quiet one.
    testTimeout: 30_000,
    tags: [{ name: 'slow', description: 'Takes seconds: left out of `npm run check`, part of `npm test`.' }],
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
  },
});

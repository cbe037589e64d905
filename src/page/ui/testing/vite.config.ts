import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Serves only the stories: `npx vite --config src/page/ui/testing/vite.config.ts`, then
 * `/src/page/ui/testing/story.html`.
 */
export default defineConfig({
  root: `${import.meta.dirname}/../../../..`,
  cacheDir: 'node_modules/.vite-stories',
  plugins: [react()],
  server: { host: '127.0.0.1' },
});

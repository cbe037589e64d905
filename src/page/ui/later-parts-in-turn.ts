import { loadInTurn } from './kit/in-turn.ts';

/** Loads the parts of the page that share `later-parts.ts`, after what takes longest of what that imports. */
export async function laterParts() {
  await loadInTurn([
    () => import('./charts/throughput-chart.tsx'),
    () => import('../../core/document/run-record.ts'),
    () => import('../../core/document/permalink.ts'),
  ]);
  return import('./later-parts.ts');
}

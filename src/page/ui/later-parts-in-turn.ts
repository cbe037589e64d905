/**
 * Loads the parts of the page that share `later-parts.ts`. What takes longest of what that imports is loaded before,
 * one after the other, and so begins in tasks of its own.
 */
export async function laterParts() {
  for (const part of [
    () => import('./charts/throughput-chart.tsx'),
    () => import('../../core/document/run-record.ts'),
    () => import('../../core/document/permalink.ts'),
  ]) {
    await part();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return import('./later-parts.ts');
}

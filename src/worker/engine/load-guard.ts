import { asFailure } from '../../core/rerank/failure.ts';
import { forgetModelFiles } from './kept-files.ts';

/**
 * Runs a load so that it cannot hang or poison the next: a rejection inside transformers.js that nobody awaits (external
 * data that is missing) ends it, and files that turned out not to be what they should are dropped from the cache.
 */
export async function guardLoad<T>(base: string, load: () => Promise<T>): Promise<T> {
  let onUnhandled: (event: PromiseRejectionEvent) => void = () => {};
  const unhandled = new Promise<never>((_, reject) => {
    onUnhandled = (event) => {
      event.preventDefault();
      reject(event.reason);
    };
    self.addEventListener('unhandledrejection', onUnhandled);
  });
  try {
    return await Promise.race([load(), unhandled]);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code === 'file-not-a-model' || failure.code === 'file-incomplete')
      await forgetModelFiles(base);
    throw failure;
  } finally {
    self.removeEventListener('unhandledrejection', onUnhandled);
  }
}

import { describe, expect, it } from 'vitest';
import { deathOfWorker } from './worker-life.ts';

describe('a worker’s death', () => {
  it('shows in the lock that is free again', async () => {
    await expect(
      deathOfWorker(
        async () => {},
        () => false,
      ),
    ).resolves.toMatchObject({ code: 'worker-died' });
  });

  it('is nobody’s business once the wait was given up, however the wait ends', async () => {
    const aborted = () => Promise.reject(new DOMException('', 'AbortError'));
    expect(await deathOfWorker(aborted, () => true)).toBeNull();
    expect(
      await deathOfWorker(
        async () => {},
        () => true,
      ),
    ).toBeNull();
  });

  it('cannot be waited for where the browser refuses locks: then why is told', async () => {
    const refused = () => Promise.reject(new Error('no locks here'));
    await expect(deathOfWorker(refused, () => false)).resolves.toMatchObject({ message: 'no locks here' });
  });
});

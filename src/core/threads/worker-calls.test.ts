import { describe, expect, it } from 'vitest';
import { Failure } from '../rerank/failure.ts';
import { deathOfWorker, PendingCalls } from './worker-calls.ts';

describe('pending calls', () => {
  it('are answered by their numbers, in whatever order', async () => {
    const calls = new PendingCalls();
    const ids: number[] = [];
    const first = calls.add<string>((id) => ids.push(id));
    const second = calls.add<string>((id) => ids.push(id));
    calls.resolve(ids[1] ?? 0, 'b');
    calls.resolve(ids[0] ?? 0, 'a');
    // A second answer to the same call is dropped.
    calls.resolve(ids[0] ?? 0, 'c');
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
  });

  it('reject with typed failures', async () => {
    const calls = new PendingCalls();
    let id = 0;
    const call = calls.add((given) => {
      id = given;
    });
    calls.reject(id, { code: 'device-lost', message: 'gone', detail: '' });
    await expect(call).rejects.toBeInstanceOf(Failure);
    await expect(call).rejects.toMatchObject({ code: 'device-lost' });
  });

  it('all reject where no answer will come, and one that cannot be sent rejects at once', async () => {
    const calls = new PendingCalls();
    const waiting = [calls.add(() => {}), calls.add(() => {})];
    calls.rejectAll(new Failure('worker-died', 'dead'));
    for (const one of waiting) await expect(one).rejects.toMatchObject({ code: 'worker-died' });
    await expect(
      calls.add(() => {
        throw new DOMException('', 'DataCloneError');
      }),
    ).rejects.toThrow(DOMException);
  });
});

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

/** A single Web Lock, as far as one across tabs needs it. Node 20 has none. */
export function fakeLocks(): Pick<LockManager, 'request'> {
  let tail = Promise.resolve();
  let held = 0;
  const request = async (
    name: string,
    { ifAvailable, signal }: LockOptions,
    callback: (lock: Lock | null) => Promise<void> | undefined,
  ): Promise<void> => {
    if (ifAvailable && held > 0) return callback(null);
    held++;
    const before = tail;
    let leave = () => {};
    tail = new Promise((resolve) => {
      leave = resolve;
    });
    try {
      if (!ifAvailable) {
        await Promise.race([
          before,
          new Promise((_, reject) => {
            if (signal?.aborted) reject(signal.reason);
            signal?.addEventListener('abort', () => reject(signal.reason));
          }),
        ]);
      }
      await callback({ name, mode: 'exclusive' });
    } finally {
      held--;
      void before.then(leave);
    }
  };
  return { request: request as LockManager['request'] };
}

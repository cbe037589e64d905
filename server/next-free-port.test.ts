import { describe, expect, it } from 'vitest';
import { startOnNextFreePort } from './next-free-port.ts';

/** Simulates starting a server on a machine where some ports are taken. */
function machine(isTaken: (port: number) => boolean) {
  const asked: number[] = [];
  const start = async (port: number) => {
    asked.push(port);
    if (isTaken(port)) throw Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
    return port;
  };
  return { asked, start };
}

describe('the next free port', () => {
  it('is the wanted one where that is free', async () => {
    const { asked, start } = machine(() => false);
    expect(await startOnNextFreePort(4173, start)).toBe(4173);
    expect(asked).toEqual([4173]);
  });

  it('is the first free one after it where it is taken', async () => {
    expect(await startOnNextFreePort(4173, machine((port) => port >= 4173 && port < 4176).start)).toBe(4176);
  });

  it('is any where twenty are taken', async () => {
    const { asked, start } = machine((port) => port !== 0);
    expect(await startOnNextFreePort(4173, start)).toBe(0);
    expect(asked).toHaveLength(21);
  });

  it('is never above the last port there is', async () => {
    const { asked, start } = machine((port) => port !== 0);
    await startOnNextFreePort(65_534, start);
    expect(asked).toEqual([65_534, 65_535, 0]);
  });

  it('is any where any is wanted', async () => {
    const { asked, start } = machine(() => false);
    await startOnNextFreePort(0, start);
    expect(asked).toEqual([0]);
  });

  it('is not looked for where something else is wrong', async () => {
    const refuse = async () => {
      throw Object.assign(new Error('not allowed'), { code: 'EACCES' });
    };
    await expect(startOnNextFreePort(80, refuse)).rejects.toThrow('not allowed');
  });
});

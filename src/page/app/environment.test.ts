import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../core/settings/settings.ts';
import type { MachineProbe } from '../../worker/protocol/messages.ts';
import { threadQuestion } from '../jobs/lane-request.ts';
import { describeEnvironment, type NavigatorHints } from './environment.ts';

const hints = { userAgent: 'Test/1', hardwareConcurrency: 8 } as NavigatorHints;
const probe: MachineProbe = {
  adapter: null,
  adapterAbsence: 'no-webgpu',
  clockResolutionMs: 1,
  crossOriginIsolated: true,
  hasSharedMemory: true,
  hasJspi: false,
};

/** Whether a lane on the CPU would be given threads. */
function hasThreads(seen: MachineProbe): boolean {
  const request = {
    model: { source: 'built-in', name: 'coverage' },
    layers: null,
    device: 'wasm',
    dtype: 'fp32',
    host: '',
    runtime: 'plain',
  } as const;
  return threadQuestion(request, defaultSettings, describeEnvironment(hints, seen), undefined).machine
    .hasThreads;
}

describe('the environment', () => {
  it('says that an isolated browser has no shared memory, and gives it one thread', () => {
    const without = { ...probe, hasSharedMemory: false };
    expect(describeEnvironment(hints, without)).toMatchObject({
      crossOriginIsolated: true,
      sharedMemory: false,
    });
    expect(hasThreads(without)).toBe(false);
  });

  it('says nothing of shared memory where isolation decides it', () => {
    const bare = { ...probe, crossOriginIsolated: false, hasSharedMemory: false };
    expect(describeEnvironment(hints, probe)).not.toHaveProperty('sharedMemory');
    expect(describeEnvironment(hints, bare)).not.toHaveProperty('sharedMemory');
    expect([hasThreads(probe), hasThreads(bare)]).toEqual([true, false]);
  });
});

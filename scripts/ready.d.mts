import type { SpawnSyncOptions, SpawnSyncReturns } from 'node:child_process';

export function satisfies(version: string, ranges: string): boolean;
export function isInstalled(lock: unknown, installed: unknown, platform: string): boolean;
export function runNpm(
  args: readonly string[],
  options?: SpawnSyncOptions,
): SpawnSyncReturns<string | Buffer>;

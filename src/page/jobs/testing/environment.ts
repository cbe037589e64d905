import type { RunTools } from '../run-tools.ts';

/** A machine of two cores, isolated as far as the probe says. */
export const describeTestEnvironment: RunTools['describeEnvironment'] = (probe) => ({
  userAgent: 'test',
  browser: 'test',
  os: 'test',
  hardwareConcurrency: 2,
  deviceMemoryGiB: null,
  crossOriginIsolated: probe?.crossOriginIsolated ?? false,
  clockResolutionMs: probe?.clockResolutionMs ?? 0,
  adapter: probe?.adapter ?? null,
});

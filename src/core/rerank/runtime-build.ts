import type { Device } from './devices.ts';

/** The builds of ONNX Runtime Web, named for how they wait for a GPU: by JSPI, by instrumented code, or not at all. */
export const runtimeBuilds = ['jspi', 'asyncify', 'plain'] as const;
export type RuntimeBuild = (typeof runtimeBuilds)[number];

/** `auto` takes the fastest build that the browser can run; see `buildsToTry`. */
export const runtimeChoices = ['auto', ...runtimeBuilds] as const;
export type RuntimeChoice = (typeof runtimeChoices)[number];

/**
 * The builds to try, best first, each where the one before it does not start; none where the choice cannot be had. A build
 * that was asked for by name is never replaced by another.
 *
 * @param hasJspi whether WebAssembly in this browser can suspend (`WebAssembly.Suspending`)
 */
export function buildsToTry(
  choice: RuntimeChoice,
  device: Device,
  hasJspi: boolean,
): readonly RuntimeBuild[] {
  // The plain build has no WebGPU. On the CPU asyncify pays for waiting that never comes about.
  const able: readonly RuntimeBuild[] =
    device === 'webgpu' ? ['jspi', 'asyncify'] : ['jspi', 'plain', 'asyncify'];
  const here = able.filter((build) => build !== 'jspi' || hasJspi);
  return choice === 'auto' ? here : here.filter((build) => build === choice);
}

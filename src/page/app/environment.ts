import type { Environment } from '../../core/document/run-record.ts';
import type { MachineProbe } from '../../worker/protocol/messages.ts';

interface UserAgentData {
  readonly brands: readonly { readonly brand: string; readonly version: string }[];
  readonly platform: string;
}

/** Chromium's additions to `navigator`, which TypeScript does not know. */
export type NavigatorHints = Navigator & {
  readonly userAgentData?: UserAgentData;
  readonly deviceMemory?: number;
};

/**
 * Each browser's token in the user-agent text. The first match counts, because a newer browser also names
 * those it descends from.
 */
const browserTokens: readonly (readonly [name: string, form: RegExp])[] = [
  ['Edge', /Edg\/([\d.]+)/],
  ['Opera', /OPR\/([\d.]+)/],
  ['Firefox', /Firefox\/([\d.]+)/],
  ['Chrome', /(?:Headless)?Chrome\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
];

const systemForms: readonly (readonly [name: string, form: RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
];

export function browserName(userAgent: string, data?: UserAgentData): string {
  // The brands include a made-up one ("Not A;Brand"), so that nobody relies on their order.
  const brand = data?.brands.find(({ brand }) => !/not.?a.?brand|^chromium$/i.test(brand));
  if (brand) return `${brand.brand} ${brand.version}`;
  for (const [name, form] of browserTokens) {
    const version = form.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return 'unknown';
}

function systemName(userAgent: string, data?: UserAgentData): string {
  if (data?.platform) return data.platform;
  return systemForms.find(([, form]) => form.test(userAgent))?.[0] ?? 'unknown';
}

/** The machine as a run record describes it. */
export function describeEnvironment(navigator: NavigatorHints, probe: MachineProbe | null): Environment {
  const { userAgent, userAgentData, hardwareConcurrency, deviceMemory } = navigator;
  return {
    userAgent,
    browser: browserName(userAgent, userAgentData),
    os: systemName(userAgent, userAgentData),
    hardwareConcurrency,
    deviceMemoryGiB: deviceMemory ?? null,
    crossOriginIsolated: probe?.crossOriginIsolated ?? false,
    ...(probe?.crossOriginIsolated && !probe.hasSharedMemory && { sharedMemory: false }),
    clockResolutionMs: probe?.clockResolutionMs ?? 0,
    adapter: probe?.adapter ?? null,
  };
}

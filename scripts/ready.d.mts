export function satisfies(version: string, ranges: string): boolean;
export function isInstalled(lock: unknown, installed: unknown, platform: string): boolean;

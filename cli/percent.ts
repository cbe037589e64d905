import { Problem } from './problem.ts';

/**
 * A share from its percentage: `10%` is 0.1. The sign is asked for, so that nobody writes 0.1 and means ten per cent.
 *
 * @throws Problem for anything but a number from 0 to below 100 and the sign
 */
export function parsePercent(text: string, flag: string): number {
  const percent = /^\d+(\.\d+)?%$/.test(text) ? Number(text.slice(0, -1)) : Number.NaN;
  if (!(percent < 100))
    throw new Problem(`${flag} takes a percentage from 0% to below 100%, as 10%, not "${text}".`);
  return percent / 100;
}

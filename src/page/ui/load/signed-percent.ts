import type { Format } from '../../../core/texts/format.ts';

/** A change as a share, with a sign: +4%, −0.5%, and 0% where there is none. */
export function signedPercent(share: number, { percent }: Pick<Format, 'percent'>): string {
  // Beyond 1 the format's care for "nearly all" would be out of place; it only rounds there.
  const text = percent(Math.abs(share));
  if (share === 0) return text;
  return `${share > 0 ? '+' : '−'}${text}`;
}

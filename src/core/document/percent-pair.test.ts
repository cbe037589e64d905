import { describe, expect, it } from 'vitest';
import { percentPair } from './percent-pair.ts';

describe('percentPair', () => {
  it('writes as many decimals as the interval deserves', () => {
    expect(percentPair('en', 12.34, 3.2)).toEqual(['12', '3']);
    expect(percentPair('en', 4.234, 0.81)).toEqual(['4.2', '0.8']);
    expect(percentPair('en', 0.312, 0.042)).toEqual(['0.31', '0.04']);
    expect(percentPair('en', 1234, 30)).toEqual(['1,234', '30']);
  });

  it('never makes nothing of a difference', () => {
    expect(percentPair('en', 0.3, 1.2)).toEqual(['0.3', '1.2']);
    expect(percentPair('en', 0.004, 0.003)).toEqual(['0.004', '0.003']);
  });
});

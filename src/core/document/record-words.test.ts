import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../settings/settings.ts';
import { modelWords, runModelWords, twinWords } from './record-words.ts';

describe('a model in words', () => {
  it('is its id, and of a twin never that alone', () => {
    expect(modelWords({ id: 'Xenova/bge-reranker-base', layers: 12 })).toBe('Xenova/bge-reranker-base');
    expect(modelWords({ id: 'twin:bge-reranker-base', layers: 12 })).toBe(
      'twin:bge-reranker-base (synthetic, 12 layers)',
    );
    expect(modelWords({ id: 'twin:bge-reranker-base', layers: 1 })).toBe(
      'twin:bge-reranker-base (synthetic, 1 layer)',
    );
    expect(modelWords({ id: 'twin:x', layers: null })).toBe('twin:x (synthetic)');
  });

  it('is that of the settings where a run has no lane', () => {
    const settings = { ...defaultSettings, model: 'twin:x', layers: 3 };
    expect(runModelWords({ lanes: [], settings })).toBe('twin:x (synthetic, 3 layers)');
    expect(twinWords({ lanes: [], settings })).toContain('scores mean nothing');
    expect(twinWords({ lanes: [], settings })).toContain('hold for the real model only as far as');
    const cut = { ...settings, model: 'twin:bge-reranker-base' };
    expect(twinWords({ lanes: [], settings: cut })).toContain(
      'its speed and recommendations hold for it alone',
    );
    expect(twinWords({ lanes: [], settings: defaultSettings })).toBeNull();
  });
});

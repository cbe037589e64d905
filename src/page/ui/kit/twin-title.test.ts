import { describe, expect, it } from 'vitest';
import { createI18n } from '../../app/create-i18n.ts';
import { modelTitle } from './names.ts';

const { t } = createI18n('en');
const { t: zh } = createI18n('zh-CN');

describe('the title of a synthetic twin', () => {
  it('is never that of its model', () => {
    expect(modelTitle('twin:bge-reranker-base', t)).toBe('twin:bge-reranker-base (synthetic)');
    expect(modelTitle('twin:bge-reranker-base', zh)).toBe('twin:bge-reranker-base（合成）');
    expect(modelTitle('Xenova/bge-reranker-base', t)).toBe('bge-reranker-base');
  });

  it('says how deep it is, and of how many layers it was cut', () => {
    expect(modelTitle('twin:bge-reranker-base', t, null)).toBe(
      'twin:bge-reranker-base (synthetic, 12 layers)',
    );
    expect(modelTitle('twin:bge-reranker-base', t, 12)).toBe('twin:bge-reranker-base (synthetic, 12 layers)');
    expect(modelTitle('twin:bge-reranker-base', t, 1)).toBe(
      'twin:bge-reranker-base (synthetic, 1 of 12 layers)',
    );
    expect(modelTitle('twin:bge-reranker-base', zh, 6)).toBe(
      'twin:bge-reranker-base（合成，12 层中的 6 层）',
    );
    expect(modelTitle('twin:unheard-of', t, 1)).toBe('twin:unheard-of (synthetic, 1 layer)');
    expect(modelTitle('twin:unheard-of', t, null)).toBe('twin:unheard-of (synthetic)');
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../rerank/catalogue.ts';
import { isRunnableModelType, modelTypeOfClass, runnableModelTypes } from './model-config.ts';

/** The table in the installed version of transformers.js. */
function installedTable(): Map<string, string> {
  const file = join(
    import.meta.dirname,
    '../../../node_modules/@huggingface/transformers/src/models/registry.js',
  );
  const table = /MODEL_FOR_SEQUENCE_CLASSIFICATION_MAPPING_NAMES = new Map\(\[(.*?)\]\);/s.exec(
    readFileSync(file, 'utf8'),
  )?.[1];
  return new Map(
    [...(table ?? '').matchAll(/\['([^']+)', '([^']+)'\]/g)].map(([, type = '', name = '']) => [type, name]),
  );
}

describe('what can be run', () => {
  it('is what the installed transformers.js has a sequence classifier for', () => {
    const installed = installedTable();
    expect(installed.size).toBeGreaterThan(10);
    expect([...runnableModelTypes].sort()).toEqual([...installed.keys()].sort());
    for (const [type, name] of installed) expect(modelTypeOfClass([name])).toBe(type);
  });

  it('is every model of the catalogue', () => {
    for (const { architecture } of catalogue) expect(isRunnableModelType(architecture)).toBe(true);
  });

  it('leaves out types nobody knows, and names of every object', () => {
    expect(isRunnableModelType('xlm-roberta')).toBe(true);
    expect(isRunnableModelType('new')).toBe(false);
    expect(isRunnableModelType('toString')).toBe(false);
    expect(modelTypeOfClass(['Qwen2ForCausalLM'])).toBeNull();
  });
});

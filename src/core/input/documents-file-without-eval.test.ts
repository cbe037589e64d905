import { expect, it, vi } from 'vitest';

// This test is in a file of its own, because libraries try `new Function` once, when they are first loaded or
// used.
it('reads every format without making a function from text, which the page forbids', async () => {
  const makeFunction = vi.fn(function refuse() {
    throw new EvalError('refused by the Content-Security-Policy');
  });
  vi.stubGlobal('Function', makeFunction);
  try {
    const { parseDocumentsFile } = await import('./documents-file.ts');
    expect(parseDocumentsFile('a.csv', 'query,text\nq,one').state).toBe('ok');
    expect(parseDocumentsFile('a.jsonl', '{"text": "one"}').state).toBe('ok');
    expect(parseDocumentsFile('a.txt', 'one').state).toBe('ok');
    expect(makeFunction).not.toHaveBeenCalled();
  } finally {
    vi.unstubAllGlobals();
  }
});

import { describe, expect, it } from 'vitest';
import { originalModel } from './original-model.ts';
import { pythonComment, pythonSnippet, pythonString, type SnippetParts } from './python-snippet.ts';

const parts: SnippetParts = {
  model: { repository: 'BAAI/bge-reranker-v2-m3', kind: 'same', hasOwnCode: false },
  maxLength: 512,
  pairCount: 50,
  batchSizes: [1, 2, 4, 8],
  batchSize: 8,
  comments: {
    measuredOn: 'WebGPU · fp16',
    model: null,
    pairs: 'your pairs',
    warmUp: 'warm-up',
    recommended: 'recommended',
  },
};

describe('pythonSnippet', () => {
  it('times predict at the batch sizes of the sweep and marks the recommended one', () => {
    expect(pythonSnippet(parts)).toBe(`# WebGPU · fp16
# pip install -U sentence-transformers
import time

from sentence_transformers import CrossEncoder

model = CrossEncoder("BAAI/bge-reranker-v2-m3", max_length=512)

# your pairs
pairs = [("your query", "one of your documents")] * 50

for batch_size in [1, 2, 4, 8]:
    model.predict(pairs, batch_size=batch_size, show_progress_bar=False)  # warm-up
    start = time.perf_counter()
    for _ in range(5):
        model.predict(pairs, batch_size=batch_size, show_progress_bar=False)
    seconds = time.perf_counter() - start
    mark = "  <- recommended" if batch_size == 8 else ""
    print(f"batch {batch_size}: {5 * len(pairs) / seconds:.1f} pairs/s{mark}")
`);
  });

  it('allows the code of repositories that bring their own, and no other', () => {
    const jina = pythonSnippet({ ...parts, model: originalModel('jinaai/jina-reranker-v1-tiny-en') });
    expect(jina).toContain(
      'CrossEncoder("jinaai/jina-reranker-v1-tiny-en", max_length=512, trust_remote_code=True)',
    );
    expect(pythonSnippet(parts)).not.toContain('trust_remote_code');
  });

  it('keeps hostile texts of a record inside literals and comments', () => {
    const hostile = 'x")\nimport os  # \u2028os.system("rm")\\';
    const snippet = pythonSnippet({
      ...parts,
      model: { ...parts.model, repository: hostile },
      pairCount: Number.NaN,
      batchSizes: [Number.POSITIVE_INFINITY, 2.4],
      comments: { ...parts.comments, measuredOn: hostile, model: hostile, recommended: hostile },
    });
    expect(snippet.split('\n').filter((line) => /^\s*(import os|os\.)/.test(line))).toEqual([]);
    expect(snippet.split('\n')).toHaveLength(pythonSnippet(parts).split('\n').length + 1);
    expect(snippet).toContain(
      'CrossEncoder("x\\")\\u000aimport os  # \\u2028os.system(\\"rm\\")\\\\", max_length=512)',
    );
    expect(snippet).toContain('in [1, 2]:');
  });
});

describe('pythonString', () => {
  it('leaves ordinary text as it is, in any script', () => {
    expect(pythonString('重排 café 😀')).toBe('"重排 café 😀"');
  });

  it('escapes what could end the literal or turn the line around', () => {
    expect(pythonString('a"b\\c\u202ed\u0000')).toBe('"a\\"b\\\\c\\u202ed\\u0000"');
    expect(pythonString('\u{e0001}')).toBe('"\\U000e0001"');
    expect(pythonString('\ud800')).toBe('"\ufffd"');
  });
});

describe('pythonComment', () => {
  it('is one line', () => {
    expect(pythonComment('a\r\nb\u2029c')).toBe('a  b c');
  });
});

describe('originalModel', () => {
  it.each([
    ['onnx-community/bge-reranker-v2-m3-ONNX', 'BAAI/bge-reranker-v2-m3', 'same'],
    ['twin:onnx-community/bge-reranker-v2-m3-ONNX', 'BAAI/bge-reranker-v2-m3', 'same'],
    ['twin:ms-marco-MiniLM-L-6-v2', 'cross-encoder/ms-marco-MiniLM-L6-v2', 'same'],
    ['Xenova/bge-reranker-base', 'BAAI/bge-reranker-base', 'same'],
    ['mixedbread-ai/mxbai-rerank-xsmall-v1', 'mixedbread-ai/mxbai-rerank-xsmall-v1', 'same'],
    ['builtin:coverage', 'BAAI/bge-reranker-v2-m3', 'example'],
    ['Xenova/something-else', 'Xenova/something-else', 'unknown'],
    ['local:my folder', 'my folder', 'unknown'],
    ['constructor', 'constructor', 'unknown'],
  ])('%s stands for %s (%s)', (id, repository, kind) => {
    expect(originalModel(id)).toMatchObject({ repository, kind });
  });
});

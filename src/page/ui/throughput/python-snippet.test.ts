import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  lengthCurve,
  originalModel,
  pythonComment,
  pythonSnippet,
  pythonString,
  type SnippetParts,
} from './python-snippet.ts';

const parts: SnippetParts = {
  model: { repository: 'BAAI/bge-reranker-v2-m3', kind: 'same', hasOwnCode: false },
  maxLength: 512,
  pairCount: 50,
  tokens: { min: 20, p50: 60, max: 400, mean: 80 },
  sorted: true,
  batchSizes: [1, 2, 4, 8],
  batchSize: 8,
  comments: {
    measuredOn: 'WebGPU · fp16',
    model: null,
    pairs: 'as long as measured',
    order: 'in this order',
    warmUp: 'warm-up',
    recommended: 'recommended',
  },
};

describe('pythonSnippet', () => {
  it('times predict at the batch sizes of the sweep, on texts of the measured lengths, and marks the recommended one', () => {
    expect(pythonSnippet(parts)).toBe(`# WebGPU · fp16
# pip install -U sentence-transformers
import time
from functools import cache

from sentence_transformers import CrossEncoder

model = CrossEncoder("BAAI/bge-reranker-v2-m3", max_length=512)

# as long as measured
words = "the people of this city work in many places and they have a good time when the day is long and new".split()


def text(count):
    return " ".join(words[i % len(words)] for i in range(count))


def length(query, document):
    encoded = model.tokenizer(query, document, truncation=True, max_length=512)
    return len(encoded["input_ids"])


@cache
def pair(tokens):
    query = text(max(1, min(8, tokens // 4)))
    fewest, most = 1, tokens
    while fewest < most:
        middle = (fewest + most + 1) // 2
        if length(query, text(middle)) <= tokens:
            fewest = middle
        else:
            most = middle - 1
    return query, text(fewest)


def tokens_at(share):
    reach = abs(2 * share - 1) ** ${lengthCurve(parts.tokens, 50, 512).shape}
    return round(60 + reach * ((400 if share > 0.5 else 20) - 60))


# in this order
count = 50
pairs = [pair(tokens_at(i / max(1, count - 1))) for i in range(count)]
lengths = [length(*one) for one in pairs]
print(f"{count} pairs, {min(lengths)} to {max(lengths)} tokens, mean {sum(lengths) / count:.1f}")

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

  it('mixes the pairs where the page did not sort them', () => {
    expect(pythonSnippet(parts)).not.toContain('shuffle');
    expect(pythonSnippet({ ...parts, sorted: false })).toContain('\nRandom(0).shuffle(pairs)\n');
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

/**
 * Stands in for sentence-transformers: three special tokens a pair, and two tokens for every word of seven
 * letters or more.
 */
const stub = `
import sys, types
class Model:
    def __init__(self, name, max_length, **options): self.max_length = max_length
    def tokenizer(self, query, document, truncation, max_length):
        tokens = 3 + sum(2 if len(word) > 6 else 1 for word in (query + " " + document).split())
        return {"input_ids": [0] * min(tokens, max_length)}
    def predict(self, pairs, batch_size, show_progress_bar): return [0.0] * len(pairs)
module = types.ModuleType("sentence_transformers")
module.CrossEncoder = Model
sys.modules["sentence_transformers"] = module
`;

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('the program, run by Python', () => {
  const outputOf = (wish: Partial<SnippetParts>) => {
    const run = spawnSync('python3', ['-c', stub + pythonSnippet({ ...parts, ...wish })], {
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    return run.stdout.trim().split('\n');
  };

  it.each([true, false])('makes pairs as long as those that were measured (sorted: %s)', (sorted) => {
    const [lengths, ...rates] = outputOf({ sorted });
    expect(lengths).toMatch(/^50 pairs, 20 to 400 tokens, mean (79|80|81)\.\d$/);
    expect(rates.map((line) => line.replace(/[\d.]+ pairs/, 'N pairs'))).toEqual([
      'batch 1: N pairs/s',
      'batch 2: N pairs/s',
      'batch 4: N pairs/s',
      'batch 8: N pairs/s  <- recommended',
    ]);
  });

  it('fills the max length where the run does not say how long its pairs were', () => {
    expect(outputOf({ tokens: null, pairCount: 1 })[0]).toBe('1 pairs, 512 to 512 tokens, mean 512.0');
  });

  it('makes the shortest pairs there are where even a query is too long', () => {
    expect(outputOf({ tokens: { min: 1, p50: 1, max: 1, mean: 1 } })[0]).toContain('5 to 5 tokens');
  });
});

describe('lengthCurve', () => {
  it('is straight where the mean lies there, and where it is not known', () => {
    expect(lengthCurve({ min: 10, p50: 20, max: 30, mean: 20 }, 11, 512)).toMatchObject({ shape: 1 });
    expect(lengthCurve({ min: 10, p50: 20, max: 90, mean: null }, 11, 512)).toMatchObject({ shape: 1 });
  });

  it('bends toward the median where few pairs are long, and away from it where few are short', () => {
    expect(lengthCurve({ min: 10, p50: 20, max: 90, mean: 24 }, 11, 512).shape).toBeGreaterThan(1);
    expect(lengthCurve({ min: 10, p50: 80, max: 90, mean: 74 }, 11, 512).shape).toBeGreaterThan(1);
    expect(lengthCurve({ min: 10, p50: 20, max: 90, mean: 40 }, 11, 512).shape).toBeLessThan(1);
  });

  it('gives a single pair the mean', () => {
    expect(lengthCurve({ min: 10, p50: 20, max: 90, mean: 33.3 }, 1, 512)).toEqual({
      ...{ min: 33.3, p50: 33.3, max: 33.3 },
      shape: 1,
    });
  });

  it('stays within the max length, whatever a record says', () => {
    const wild = { min: -5, p50: Number.NaN, max: Number.POSITIVE_INFINITY, mean: 1e300 };
    expect(lengthCurve(wild, 1e15, 128)).toMatchObject({ min: 1, p50: 128, max: 128 });
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

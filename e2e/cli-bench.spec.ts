import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { runRecordSchema } from '../src/core/document/run-record.ts';
import { runCommand, startBrowserServer, startCommand } from './support/command.ts';
import { expect, test } from './support/fixtures.ts';
import { rerankerRepository, writeHubModels } from './support/hub-models.ts';

const small = ['--device', 'wasm', '--batch-sizes', '1,2', '--pair-counts', '2', '--repetitions', '2'];
const long = [...small, '--repetitions', '1000', '--pair-counts', '2,4'];

const recordOf = (json: string) => runRecordSchema.parse(JSON.parse(json));

test.describe('bench', () => {
  test('prints a table and writes the record; nothing but the result is on stdout', async () => {
    const out = test.info().outputPath('run.json');
    const flags = ['--sample', 'capital-of-france', '--label', '测试机', '--keep-text', '--out', out];
    const { code, stdout, stderr } = await runCommand('bench', [...small, ...flags], { npm: true });
    expect(code, stderr).toBe(0);
    const record = recordOf(await readFile(out, 'utf8'));
    expect(record).toMatchObject({
      state: 'done',
      label: '测试机',
      settings: {
        device: ['wasm'],
        batchSizes: [1, 2],
        pairCounts: [2],
        repetitions: 2,
        sample: 'capital-of-france',
      },
      input: { source: 'sample', sample: 'capital-of-france', pairCount: 4 },
      lanes: [{ state: 'done', deviceUsed: 'wasm', model: { id: 'builtin:coverage', source: 'built-in' } }],
    });
    expect(record.input.pairs).toHaveLength(4);
    expect(record.environment.crossOriginIsolated).toBe(true);

    const lines = stdout.split('\n');
    expect(lines[0]).toBe('builtin:coverage · 测试机');
    expect(lines.filter((line) => /^wasm fp32 +2 +[12] .* measured$/.test(line))).toHaveLength(2);
    expect(stdout).not.toContain('loading the model');
    expect(stderr).toMatch(/\[[#-]{20}\] +\d+ %/);
    expect(stderr).toContain(out);
    // Without a screen, neither stream contains control sequences.
    expect(stdout + stderr).not.toContain('\u001b');
  });

  test('runs the standard suite, and prints its answer first and what departs from it @full', async () => {
    const short = ['--layers', '1', '--repetitions', '3', '--batch-sizes', '1', '--pair-counts', '2'];
    const flags = ['--suite', 'quick', '--device', 'wasm', '--max-length', '64', ...short];
    const { code, stdout, stderr } = await runCommand('bench', flags);
    expect(code, stderr).toBe(0);
    const lines = stdout.split('\n');
    const answer = lines.slice(lines.indexOf('Standard suite: quick', 1) + 1);
    expect(answer[0]).toMatch(
      /^ms-marco-MiniLM-L-6-v2’s shape, q8, batch 1: [\d.]+ pairs\/s(?: ± [\d.]+%)?$/,
    );
    expect(answer[1]).toMatch(/^ettin-reranker-17m-v1’s shape, q8, batch 1: [\d.]+ pairs\/s(?: ± [\d.]+%)?$/);
    expect(answer[2]).toMatch(/^Geometric mean: [\d.]+ pairs\/s(?: ± [\d.]+%)?$/);
    expect(answer[3]).toContain('Not the standard settings: maxLength 64 (standard: 256);');
    expect(
      lines.filter((line) => /^ettin-reranker-17m-v1 wasm q8 +2 +1 .* measured$/.test(line)),
    ).toHaveLength(1);
  });

  test('makes several runs: a JSON record a line, a file each @full', async () => {
    const out = test.info().outputPath('run.csv');
    const { code, stdout, stderr } = await runCommand('bench', [
      ...small,
      ...['--runs', '2', '--out', out, '--format', 'json', '--seed', '7'],
    ]);
    expect(code, stderr).toBe(0);
    const records = stdout.trimEnd().split('\n').map(recordOf);
    expect(records.map(({ state, settings }) => [state, settings.seed])).toEqual([
      ['done', 7],
      ['done', 7],
    ]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(2);
    for (const [place, record] of records.entries()) {
      const csv = await readFile(out.replace('.csv', `-${place + 1}.csv`), 'utf8');
      expect(csv).toContain('pairsPerSecond');
      expect(csv).toContain(record.id);
    }
  });

  test('measures documents of a file, and exits 1 where a lane gave no result @full', async () => {
    const documents = test.info().outputPath('documents.jsonl');
    await writeFile(
      documents,
      '"Paris is in France."\n{"query":"Where is Rome?","text":"Rome is in Italy."}\n',
    );
    const { code, stdout, stderr } = await runCommand('bench', [
      ...small,
      ...['--documents', documents, '--query', 'Where is Paris?', '--dtype', 'fp32,q8', '--format', 'md'],
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain('## Rerank Bench: builtin:coverage');
    expect(stdout).toContain('input of 2 pairs');
    expect(stdout).toMatch(/WASM · q8.*unavailable/);
    expect(stderr).toContain('wasm q8 gave no result.');
  });

  test('exits 3 where scores are suspect, and marks them @full', async ({ hub }) => {
    const { code, stdout, stderr } = await runCommand('bench', [
      ...small,
      // The stand-in's model has the name of one with published scores, but different weights.
      ...[
        '--model',
        rerankerRepository,
        '--host',
        hub.url,
        '--dtype',
        'fp32',
        '--workers',
        '1',
        '--format',
        'csv',
      ],
    ]);
    expect(code).toBe(3);
    const [header = '', ...rows] = stdout.trimEnd().split('\r\n');
    expect(header.split(',')).toContain('scoreVerdict');
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toContain(',suspect,');
    expect(stderr).toContain('cannot be trusted');
  });

  test('measures a folder of this machine, which the record names and does not place @full', async () => {
    const models = test.info().outputPath('models');
    await writeHubModels(models);
    const { code, stdout, stderr } = await runCommand('bench', [
      ...small,
      ...['--model', join(models, rerankerRepository), '--dtype', 'q8', '--workers', '1', '--format', 'json'],
    ]);
    expect(code, stderr).toBe(0);
    const record = recordOf(stdout);
    const id = `local:${rerankerRepository.split('/')[1]}`;
    expect(record.settings).toMatchObject({ model: id, host: 'https://huggingface.co/' });
    expect(record.lanes).toMatchObject([
      { state: 'done', dtype: 'q8', model: { id, source: 'local', revision: null } },
    ]);
    expect(record.lanes[0]?.model.bytes).toBeGreaterThan(10_000);
    expect(stdout).not.toContain('127.0.0.1');
    expect(stdout).not.toContain(models);
  });

  test('keeps what was measured when it is interrupted, and exits 130 @full', async () => {
    const out = test.info().outputPath('run.json');
    const command = startCommand('bench', [...long, '--format', 'json', '--out', out], { npm: true });
    await command.says(/· round \d+ ·/);
    command.interrupt();
    const { code, stdout } = await command.ended;
    expect(code).toBe(130);
    const record = recordOf(stdout);
    expect(record.state).toBe('cancelled');
    const samples =
      record.lanes[0]?.cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.n : 0)) ?? [];
    expect(Math.min(...samples)).toBeGreaterThan(0);
    expect(Math.max(...samples)).toBeLessThan(1000);
    expect(recordOf(await readFile(out, 'utf8'))).toEqual(record);
  });

  test('keeps what was measured when the browser dies in mid-run, and exits 1 @full', async () => {
    const out = test.info().outputPath('run.csv');
    // The test starts the browser itself, so that it can kill it.
    const server = await startBrowserServer();
    const flags = ['--connect', server.wsEndpoint(), '--format', 'json', '--out', out];
    const command = startCommand('bench', [...long, '--repetitions', '500', ...flags]);
    try {
      await command.says(/\] +[1-9]\d % .*· round \d+ ·/);
      server.process().kill('SIGKILL');
      const { code, stdout, stderr } = await command.ended;
      expect(code, stderr).toBe(1);
      const record = recordOf(stdout);
      expect(record).toMatchObject({ state: 'interrupted', lanes: [{ state: 'cancelled' }] });
      const samples =
        record.lanes[0]?.cells.map((cell) => (cell.state === 'measured' ? cell.latencyMs.n : 0)) ?? [];
      expect(Math.min(...samples)).toBeGreaterThan(0);
      expect(await readFile(out, 'utf8')).toContain(record.id);
      expect(stderr).toContain('The browser ended unexpectedly');
      expect(stderr).toContain('is kept, as an interrupted run.');
    } finally {
      await server.close();
    }
  });

  test('uses a remote browser and a hosted page, and says where there is none @full', async ({ site }) => {
    const server = await startBrowserServer();
    const flags = ['--connect', server.wsEndpoint(), '--page', site.url, '--format', 'json'];
    try {
      const { code, stdout, stderr } = await runCommand('bench', [...small, ...flags]);
      expect(code, stderr).toBe(0);
      expect(recordOf(stdout)).toMatchObject({ state: 'done', input: { sample: 'support-search' } });
    } finally {
      await server.close();
    }
    const refused = await runCommand('bench', [...small, ...flags]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^error: There is no Playwright browser at ws:\/\/127\.0\.0\.1.*\n$/);
  });

  test('says in one line what cannot be used, and exits 2', async () => {
    const taken = createServer();
    const port = await new Promise<number>((done) => {
      taken.listen(0, '127.0.0.1', () => done(Object(taken.address()).port));
    });
    // cli/command-flags.test.ts has the other cases, without starting a program for each.
    const cases: readonly (readonly [flags: string[], says: RegExp, env?: Record<string, string>])[] = [
      [['--dtpye', 'q8'], /unknown option '--dtpye'.*--dtype/i],
      [['--documents', './not-there.txt'], /There is no file \.\/not-there\.txt/],
      [['--port', String(port)], /Port \d+ is in use; give another with --port/],
      [[], /CHROMIUM_PATH names .*nowhere, where no file is/, { CHROMIUM_PATH: '/nowhere' }],
      [['--browser', '/nowhere'], /--browser names \/nowhere, where no program is/],
    ];
    try {
      for (const [flags, says, env = {}] of cases) {
        const { code, stdout, stderr } = await runCommand('bench', flags, { env });
        expect.soft(code, flags.join(' ')).toBe(2);
        expect.soft(stdout, flags.join(' ')).toBe('');
        expect.soft(stderr, flags.join(' ')).toMatch(says);
        expect.soft(stderr.trimEnd().split('\n'), flags.join(' ')).toHaveLength(1);
      }
    } finally {
      taken.close();
    }
  });
});

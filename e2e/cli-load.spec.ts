import { readFile, writeFile } from 'node:fs/promises';
import { runRecordSchema } from '../src/core/document/run-record.ts';
import { runCommand, startCommand } from './support/command.ts';
import { expect, test } from './support/fixtures.ts';

const small = ['--device', 'wasm', '--rate', '10', '--pairs-per-request', '1,4', '--max-batch', '4'];

const recordOf = (json: string) => runRecordSchema.parse(JSON.parse(json));

test.describe('load', () => {
  test('prints a line a policy and the planner’s best, and writes the record @full', async () => {
    const out = test.info().outputPath('load.json');
    const flags = [
      '--duration',
      '2',
      '--tail-latency',
      '400',
      '--sample',
      'capital-of-france',
      '--label',
      '测试机',
      '--out',
      out,
    ];
    const { code, stdout, stderr } = await runCommand('load', [...small, ...flags], { npm: true });
    expect(code, stderr).toBe(0);
    const record = recordOf(await readFile(out, 'utf8'));
    expect(record).toMatchObject({
      state: 'done',
      label: '测试机',
      settings: { rate: 10, duration: 2, pairsPerRequest: [1, 4], maxBatch: 4, sample: 'capital-of-france' },
      lanes: [{ state: 'done', deviceUsed: 'wasm', cells: [], passes: { source: 'load-test' } }],
    });
    const tests = record.loadTests ?? [];
    expect(tests.map(({ policy }) => policy)).toEqual(['none', 'fixed', 'dynamic']);
    for (const one of tests) {
      expect(one.plan).toMatchObject({ pattern: 'poisson', ratePerSecond: 10, durationMs: 2000 });
      expect(one.counts.arrivals).toBeGreaterThan(0);
      expect(one.arrivals.outcome).toHaveLength(one.counts.arrivals);
    }
    // With the same seed every policy had the same arrivals.
    const arrivals = new Set(
      tests.map((one) => JSON.stringify([one.arrivals.arrivedAtMs, one.arrivals.pairs])),
    );
    expect(arrivals.size).toBe(1);

    const lines = stdout.split('\n');
    expect(lines[0]).toBe('builtin:coverage · 测试机');
    for (const policy of ['no batching', 'fixed: 4 pairs', 'dynamic: 4 pairs, 100 ms']) {
      expect(lines.filter((line) => line.startsWith(`${policy} `) && line.endsWith(' done'))).toHaveLength(1);
    }
    expect(stdout).toContain('Planner (simulated) on WASM');
    expect(stderr).toMatch(
      /load test · dynamic batching \(3 of 3\) · \d+ arrived, \d+ answered, \d+ waiting/,
    );
    expect(stderr).toContain(out);
    expect(stdout + stderr).not.toContain('\u001b');
  });

  test('keeps what was measured when it is interrupted, and exits 130 @full', async () => {
    const flags = ['--duration', '30', '--policies', 'dynamic', '--format', 'json'];
    const command = startCommand('load', [...small, ...flags], { npm: true });
    await command.says(/load test · dynamic batching · [1-9]/);
    command.interrupt();
    const { code, stdout } = await command.ended;
    expect(code).toBe(130);
    const record = recordOf(stdout);
    expect(record.state).toBe('cancelled');
    const [only, ...others] = record.loadTests ?? [];
    expect(others).toEqual([]);
    expect(only).toMatchObject({ policy: 'dynamic', state: 'cancelled' });
    expect(only?.counts.arrivals).toBeGreaterThan(0);
  });

  test('takes documents of a file, and exits 1 where the lane cannot be had @full', async () => {
    const documents = test.info().outputPath('documents.txt');
    await writeFile(documents, 'Paris is in France.\nRome is in Italy.\n');
    const { code, stdout, stderr } = await runCommand('load', [
      ...small,
      ...['--dtype', 'q8', '--documents', documents, '--query', 'Where is Paris?', '--format', 'csv'],
    ]);
    expect(code).toBe(1);
    // A header without rows.
    expect(stdout.trimEnd().split('\r\n')).toHaveLength(1);
    expect(stderr).toMatch(/wasm q8: The model, or a file of it for this dtype, was not found/);
  });
});

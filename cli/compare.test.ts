import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordToFragment } from '../src/core/document/permalink.ts';
import { archiveOf } from '../src/core/document/record-files.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { compare } from './compare-command.ts';
import {
  expectProblem,
  oneLine,
  type RecordFolder,
  record,
  recordFolder,
  suspect,
} from './testing/record-folder.ts';

let folder: RecordFolder;

/** Three runs a side that scatter by 1 %. */
const scatter = [0.99, 1, 1.01];

beforeAll(async () => {
  folder = await recordFolder();
  for (const [i, by] of scatter.entries()) {
    await folder.save(`base-${i}.json`, record(`base-${i}`, { slower: by }));
    await folder.save(`same-${i}.json`, record(`same-${i}`, { slower: 1.004 * by }));
    await folder.save(`slow-${i}.json`, record(`slow-${i}`, { slower: 1.25 * by }));
    await folder.save(`wrong-${i}.json`, record(`wrong-${i}`, { slower: by, lane: { scoreCheck: suspect } }));
    const { input } = record('any');
    const own = { input: { ...input, sha256: 'other' } };
    await folder.save(`other-${i}.json`, record(`other-${i}`, { slower: 1.25 * by, change: own }));
    await folder.save(`q8-${i}.json`, record(`q8-${i}`, { slower: by, lane: { dtype: 'q8' } }));
  }
  await folder.save('broken.json', '{"schema": "rerank-bench/run@1"');
  await folder.save('newer.json', '{"schema": "rerank-bench/run@2"}');
});

afterAll(() => rm(folder.path, { recursive: true }));

const three = (name: string) => [0, 1, 2].map((i) => `${name}-${i}.json`);
const against = (head: string) => ['--base', ...three('base'), '--head', ...three(head)];
const gate = ['--fail-if-slower', '10%'];

/** A run with one lane in fp32 and one in q8. */
function twoLanes(i: number): { record: RunRecord } {
  const one = record(`two-${i}`, { slower: 1 + i / 100 });
  return {
    record: {
      ...one,
      lanes: one.lanes.flatMap((lane) => [lane, { ...lane, id: 'lane-2', dtype: 'q8' as const }]),
    },
  };
}

// Starting a Node process takes a while on a busy machine.
describe('npm run compare', { timeout: 60_000 }, () => {
  it('prints the comparison and nothing else on stdout', async () => {
    const { status, stdout, stderr } = await folder.runProgram('compare', ...against('slow'));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Head against base: 20 % ± \d+(\.\d)? % slower\n/);
    expect(stdout).toMatch(/^50 +4 +\d+ +\d+ +0\.8.* % slower$/m);
  });

  it('ends with 4 where the head is slower than allowed, and says so', async () => {
    const { status, stdout, stderr } = await folder.run(
      'compare',
      ...against('slow'),
      ...gate,
      '--format',
      'md',
    );
    expect(status).toBe(4);
    expect(stdout).toContain('- FAILED: slower than allowed');
    expect(stderr).toMatch(/^FAILED: slower than allowed.*below the allowed 90 %/);
    expect(stderr).toMatch(oneLine);
  });

  it('ends with 0 where it is not, or where so much is allowed', async () => {
    expect(await folder.run('compare', ...against('same'), ...gate)).toMatchObject({ status: 0, stderr: '' });
    expect(await folder.run('compare', ...against('slow'), '--fail-if-slower', '30%')).toMatchObject({
      status: 0,
    });
  });

  it('never fails with one record on a side, and says why', async () => {
    const { status, stdout, stderr } = await folder.run(
      ...(['compare', '--base', ...three('base'), '--head', 'slow-1.json', ...gate] as const),
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/^Advisory, fails nothing: with one run on a side/);
    expect(stdout).toContain('A side has only one run');
  });

  it('counts a run given three times once', async () => {
    const thrice = ['slow-1.json', 'slow-1.json', 'slow-1.json'];
    const { status, stderr } = await folder.run(
      'compare',
      '--base',
      ...three('base'),
      '--head',
      ...thrice,
      ...gate,
    );
    expect(status).toBe(0);
    expect(stderr).toContain('counts once');
  });

  it('refuses to judge different inputs, unless told to', async () => {
    const refused = await folder.run('compare', ...against('other'), ...gate);
    expect(refused).toMatchObject({
      status: 2,
      stderr: 'Not judged: the runs did not score the same texts.\n',
    });
    const allowed = await folder.run('compare', ...against('other'), ...gate, '--allow-different-input');
    expect(allowed.status).toBe(4);
    expect(allowed.stdout).toContain('The inputs differ');
    expect((await folder.run('compare', ...against('other'))).status).toBe(0);
  });

  it('refuses to judge runs against themselves', async () => {
    const { status, stderr } = await folder.run('compare', ...against('base'), ...gate);
    expect(status).toBe(2);
    expect(stderr).toContain('a run stands on both sides');
  });

  it('ends with 3 where scores of the head are suspect', async () => {
    const { status, stdout, stderr } = await folder.run('compare', ...against('wrong'));
    expect(status).toBe(3);
    expect(stdout).toContain('SUSPECT SCORES: not counted');
    expect(stderr).toMatch(/^Scores are suspect in the head: WASM · fp32/);
  });

  it('ends with 1 where nothing can be compared, or a lane of the base has no result', async () => {
    expect(await folder.run('compare', ...against('q8'))).toMatchObject({ status: 1 });
    const both = ['--base', ...three('base'), '--head', ...three('same')];
    await folder.save(
      'more.json',
      archiveOf(
        [0, 1].map((i) => ({ ...twoLanes(i), name: '', note: '' })),
        '2026-11-20T10:00:00.000Z',
      ),
    );
    const lost = await folder.run('compare', '--base', 'more.json', '--head', ...three('same'), ...gate);
    expect(lost.status).toBe(1);
    expect(lost.stderr).toContain('No result in the head: WASM · q8');
    expect((await folder.run('compare', ...both, ...gate)).status).toBe(0);
  });

  it('gives JSON, and writes a file by its ending', async () => {
    const { status, stdout } = await folder.run(
      ...(['compare', ...against('slow'), ...gate, '--format', 'json', '--out', 'report.md'] as const),
    );
    expect(status).toBe(4);
    const comparison = JSON.parse(stdout);
    expect(comparison).toMatchObject({
      schema: 'rerank-bench/comparison@1',
      gate: { state: 'failed', leastRatio: 0.9 },
      scope: 'between-runs',
      overall: { cellCount: 4 },
    });
    expect(comparison.overall.ratio.ratio).toBeCloseTo(0.8, 9);
    expect(await readFile(join(folder.path, 'report.md'), 'utf8')).toMatch(/^## Head against base/);
  });

  it('takes links in place of files', async () => {
    const links = [0, 1].map((i) => {
      const made = recordToFragment(record(`link-${i}`, { slower: 1.25 + i / 100 }));
      if (made.state !== 'ok') throw new Error('the run is small');
      return `https://example.org/bench/${made.fragment}`;
    });
    const { status } = await folder.run('compare', '--base', ...three('base'), '--head', ...links, ...gate);
    expect(status).toBe(4);
    const [first = ''] = links;
    const damaged = await folder.run('compare', '--base', ...three('base'), '--head', first.slice(0, -5));
    expect(damaged).toMatchObject({ status: 2, stdout: '' });
    expect(damaged.stderr).toMatch(/^error: The link .* is damaged/);
  });

  it.each([
    ['broken.json', /^error: broken\.json is not JSON\.\n$/],
    ['newer.json', /^error: newer\.json was written by a newer version .*\n$/],
    ['none.json', /^error: none\.json cannot be read: there is no such file\.\n$/],
    ['.', /^error: \. cannot be read: it is a folder\.\n$/],
  ])('ends with 2 and one line for %s', async (name, told) => {
    const { status, stdout, stderr } = await folder.run('compare', '--base', 'base-0.json', '--head', name);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(told);
  });

  it.each([
    [[], '--base'],
    [['--base', 'base-0.json'], '--head'],
    [[...against('same'), '--fail-if-slower', '0.1'], '--fail-if-slower takes a percentage'],
    [[...against('same'), '--fail-if-slower', '100%'], 'below 100%'],
    [[...against('same'), '--format', 'csv'], '--format'],
    [[...against('same'), '--out', 'x.csv'], '.json, .md, .txt'],
    [[...against('same'), '--fast'], '--fast'],
  ])('takes %j for a problem of usage', async (args, told) => {
    await expectProblem(compare, args, told);
  });

  it('explains itself', async () => {
    const { status, stdout, stderr } = await folder.run('compare', '--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const word of ['--fail-if-slower', '--allow-different-input', '--format', '--out', 'Exit status']) {
      expect(stdout).toContain(word);
    }
  });
});

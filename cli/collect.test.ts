import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Collection } from '../src/core/document/collection.ts';
import { archiveOf } from '../src/core/document/record-files.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { collect } from './collect-command.ts';
import { failureText } from './failure-text.ts';
import { expectProblem, type RecordFolder, record, recordFolder } from './testing/record-folder.ts';

let folder: RecordFolder;

afterAll(() => rm(folder.path, { recursive: true }));

// Each test starts a Node process, which takes a while on a busy machine.
describe('npm run collect', { timeout: 60_000 }, () => {
  const hostile = '=1+1|<b>\u001b[31m';

  beforeAll(async () => {
    folder = await recordFolder();
    await mkdir(join(folder.path, 'all', 'phones', 'empty'), { recursive: true });
    await folder.save(
      'all/laptop.json',
      archiveOf(
        ['a', 'b'].map((id) => ({ record: record(id), name: '', note: '' })),
        '2026-11-20T10:00:00.000Z',
      ),
    );
    await folder.save('all/phones/phone.JSON', record('c', { change: { label: hostile } }));
    await folder.save('all/phones/again.json', record('c', { change: { label: hostile } }));
    await folder.save('all/broken.json', 'no');
    await folder.save('all/readme.txt', 'no record');
    if (process.platform !== 'win32') await symlink('..', join(folder.path, 'all', 'phones', 'circle'));
  });

  it('makes one table of all records below a folder, and names what it skipped', async () => {
    const { status, stdout, stderr } = await folder.runProgram('collect', 'all');
    expect(status).toBe(0);
    expect(stderr).toBe(`skipped: ${join('all', 'broken.json')} is not JSON.\n`);
    expect(stdout).toMatch(/^Rerank Bench: 3 runs on 2 devices\n/);
    expect(stdout).toMatch(/^WASM · fp32 +10 +2 +4 /m);
    expect(stdout).toContain('=1+1|<b> [31m · no GPU');
    expect(stdout).not.toContain('\u001b');
  });

  it('gives chart data by device and lane', async () => {
    const { stdout } = await folder.run('collect', 'all', '--format', 'json');
    const { schema, devices, series } = JSON.parse(stdout) as Collection;
    expect(schema).toBe('rerank-bench/collection@1');
    expect(devices.map(({ label, runCount }) => [label, runCount])).toEqual([
      ['', 2],
      [hostile, 1],
    ]);
    expect(series.map(({ deviceId, runIds }) => [deviceId, runIds])).toEqual([
      ['device-1', ['a', 'b']],
      ['device-2', ['c']],
    ]);
    expect(series[0]?.points).toHaveLength(4);
  });

  it('writes CSV without formulas and Markdown without tags; its own file is no record', async () => {
    const { stdout } = await folder.run(
      'collect',
      'all',
      '--format',
      'md',
      '--out',
      join('all', 'table.csv'),
    );
    expect(stdout).toContain('=1+1\\|\\<b\\>');
    const rows = csvParse(await readFile(join(folder.path, 'all', 'table.csv'), 'utf8'));
    expect(rows).toHaveLength(4);
    expect(rows[2]?.label).toBe(`'${hostile}`);
    const out = join('all', 'chart.json');
    await folder.run('collect', 'all', '--out', out);
    expect((await folder.run('collect', 'all', '--out', out)).stderr).not.toContain('chart.json');
    await rm(join(folder.path, out));
  });

  it('speaks the language asked for, in its result and its notices', async () => {
    const { stdout, stderr } = await folder.run('collect', 'all', '--lang', 'zh-CN');
    expect(stdout.split('\n', 1)[0]).toMatch(/\p{Script=Han}/u);
    expect(stderr).toMatch(/^已跳过：/);
    expect(failureText('hub-unreachable', '', textsOf('zh-CN'))).toMatch(/^无法连接模型库。.*--host/);
  });

  it('ends with 2 and one line for a folder without records', async () => {
    const { status, stdout, stderr } = await folder.run('collect', join('all', 'phones', 'empty'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*holds no run record that can be read\.\n$/);
  });

  it.each([
    [['nowhere'], 'nowhere cannot be read: there is no such file'],
    [['package.json'], 'package.json cannot be read: it is not a folder'],
    [[], 'folder'],
    [['cli', 'docs'], 'arguments'],
    [['cli', '--format', 'xml'], '--format'],
    [['cli', '--out', 'x.png'], '.json, .csv, .md, .txt'],
  ])('takes %j for a problem of usage', async (args, told) => {
    await expectProblem(collect, args, told);
  });
});

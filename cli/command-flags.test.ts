import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTestSettingNames } from '../src/core/settings/load-test-settings.ts';
import { settingNames } from '../src/core/settings/settings.ts';
import { benchCommand, benchCommandLine, benchSettings } from './bench-command.ts';
import { exitCode, Problem } from './command-error.ts';
import { readCommandLine } from './command-line.ts';
import { loadTestCommand, loadTestCommandLine, loadTestCommandSettings } from './load-test-command.ts';
import { rankCommand } from './rank-command.ts';
import { hasOwnWords, settingFlag, settingTexts } from './setting-flags.ts';
import { recordedTools } from './testing/command-tools.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  await mkdir(join(folder, 'model'));
  await writeFile(join(folder, 'model', 'config.json'), '{}');
  await writeFile(join(folder, 'bad.jsonl'), '"fine"\n{"text": 1}\n');
  await writeFile(join(folder, 'plain.txt'), 'a document\n');
  await writeFile(join(folder, 'qrels.txt'), 'q1 0 d1 1\n');
  await writeFile(join(folder, 'own.jsonl'), '{"query":"a","text":"1"}\n{"query":"b","text":"2"}\n');
  await writeFile(join(folder, 'picture.png'), 'x');
});
afterAll(() => rm(folder, { recursive: true }));

function parsed(...args: string[]) {
  const command = benchCommandLine(recordedTools([]));
  readCommandLine(command, args);
  return command;
}

describe('the flags of bench', () => {
  it('hold every setting but those of load tests, each with words of its own in --help', async () => {
    const tools = recordedTools(['--help']);
    expect(await benchCommand(tools)).toBe(exitCode.ok);
    for (const name of settingNames) expect(hasOwnWords(name), name).toBe(true);
    for (const name of benchSettings) expect(tools.written.stdout).toContain(`  ${settingFlag(name)} `);
    expect(new Set([...benchSettings, ...loadTestSettingNames])).toEqual(new Set(settingNames));
    for (const name of loadTestSettingNames) {
      expect(tools.written.stdout).not.toContain(`  ${settingFlag(name)} `);
    }
    expect(tools.written.stdout).toMatch(/--batch-sizes <list>.*1,2,4,8,16,32/);
    expect(tools.written.stderr).toBe('');
  });

  it('become the texts of settings, in their normal form, and only those given', () => {
    const command = parsed(
      '--batch-sizes',
      '8 2,2',
      '--host',
      'https://mirror.example',
      '--keep-text',
      '--step-down',
      '0',
    );
    expect(settingTexts(command)).toEqual({
      batchSizes: '2,8',
      host: 'https://mirror.example/',
      keepText: '1',
      stepDown: '0',
    });
    expect(settingTexts(parsed())).toEqual({});
    expect(settingTexts(parsed('--model', './folder'))).toEqual({ model: './folder' });
    const twin = 'twin:ms-marco-MiniLM-L-6-v2';
    expect(settingTexts(parsed('--model', twin, '--layers', '1'))).toEqual({ model: twin, layers: '1' });
  });

  it('say with which graph a twin computes, as those of load and rank do', async () => {
    const rank = recordedTools(['--help']);
    await rankCommand(rank);
    const load = recordedTools(['--help']);
    await loadTestCommand(load);
    for (const { written } of [rank, load])
      expect(written.stdout).toMatch(/--graph <list> .*exported, fused/);
    expect(settingTexts(parsed('--graph', 'fused'))).toEqual({ graph: 'fused' });
  });

  it('of the browser may be repeated where they are a list', () => {
    expect(parsed('--browser-arg=--a', '--browser-arg', '--b=1').opts()).toMatchObject({
      browserArg: ['--a', '--b=1'],
    });
  });
});

describe('the flags of load', () => {
  const loadTexts = (...args: string[]) => {
    const command = loadTestCommandLine(recordedTools([]));
    readCommandLine(command, args);
    return settingTexts(command);
  };

  it('hold every setting of load tests, with its default, and those that say what computes', async () => {
    const tools = recordedTools(['--help']);
    expect(await loadTestCommand(tools)).toBe(exitCode.ok);
    const { stdout, stderr } = tools.written;
    for (const name of loadTestCommandSettings) expect(stdout).toContain(`  ${settingFlag(name)} `);
    for (const name of loadTestSettingNames) expect(loadTestCommandSettings).toContain(name);
    const text = stdout.replace(/\s+/g, ' ');
    for (const shown of [
      /--rate <n> [^(]*unset: 70 %/,
      /--pairs-per-request <n\[,n\]> [^(]*\(default: 1,8\)/,
      /--duration <seconds> [^(]*\(default: 20\)/,
      /--max-batch <n> [^(]*\(default: 16\)/,
      /--max-wait <ms> [^(]*\(default: 100\)/,
      /--policies <list> .*\(default: none,fixed,dynamic\)/,
      /--tail-latency <ms> [^(]*\(default: 300\)/,
    ]) {
      expect(text).toMatch(shown);
    }
    expect(stdout).not.toContain('--batch-sizes');
    expect(stdout).not.toContain('--runs');
    expect(stderr).toBe('');
  });

  it('keep the patience of a request apart from that of the command', () => {
    const command = loadTestCommandLine(recordedTools([]));
    readCommandLine(command, ['--request-timeout', '800', '--timeout', '60']);
    expect(settingTexts(command)).toEqual({ timeout: '800' });
    expect(command.opts()).toMatchObject({ timeout: 60 });
    // The command's own `--timeout`, in seconds, is not a setting.
    expect(loadTexts('--timeout', '60')).toEqual({});
    expect(settingTexts(parsed('--timeout', '60'))).toEqual({});
  });

  it('become the texts of settings, in their normal form', () => {
    expect(loadTexts('--graph', 'fused')).toEqual({ graph: 'fused' });
    expect(loadTexts('--rate', '20.50', '--pairs-per-request', '8 1', '--policies', 'dynamic,none')).toEqual({
      rate: '20.5',
      pairsPerRequest: '1,8',
      policies: 'dynamic,none',
    });
  });

  it.each([
    ['a rate that is no number', ['--rate', 'fast'], /--rate.*"fast" is not a number/],
    ['a rate of none', ['--rate', '0'], /--rate.*0 is not between 0\.01 and 100000/],
    ['too long a test', ['--duration', '601'], /--duration.*601 is not between 1 and 600/],
    ['three numbers of pairs', ['--pairs-per-request', '1,2,3'], /--pairs-per-request.*at most 2 values/],
    ['a pattern nobody knows', ['--arrivals', 'normal'], /not one of poisson, constant, bursts, closed/],
    ['a policy nobody knows', ['--policies', 'static'], /not one of none, fixed, dynamic/],
    ['what only bench measures', ['--batch-sizes', '1,2'], /Unknown option '--batch-sizes'/],
    ['clients without a closed loop', ['--clients', '4'], /--clients is for --arrivals closed/],
    ['bursts without bursts', ['--burst-size', '4'], /--burst-size is for --arrivals bursts/],
    [
      'a rate for clients',
      ['--arrivals', 'closed', '--rate', '9'],
      /--rate has no effect with --arrivals clo/,
    ],
    ['a ramp for clients', ['--arrivals', 'closed', '--ramp-to', '9'], /--ramp-to has no effect/],
    ['two inputs', ['--sample', 'chinese', '--documents', 'FOLDER/plain.txt'], /two inputs/],
    ['an unknown ending', ['--out', 'run.xlsx'], /--out.*\.json, \.csv, \.md/],
    ['a folder that is none', ['--model', './not-there'], /\.\/not-there, but no folder is there/],
  ] as const)('tell in one line before anything starts: %s', async (_, args, says) => {
    const tools = recordedTools(args.map((arg) => arg.replace('FOLDER', folder)));
    const error = await loadTestCommand(tools).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Problem);
    expect(String(Object(error).message)).toMatch(says);
    expect(String(Object(error).message)).not.toContain('\n');
    expect(tools.written).toEqual({ stdout: '', stderr: '' });
  });
});

describe('what cannot be used', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown flag', ['--dtpye', 'q8'], /Unknown option '--dtpye'.*--dtype/],
    ['a flag without its value', ['--out'], /--out <file>' argument missing/],
    ['a surplus word', ['surplus'], /Too many arguments/],
    ['a value out of range', ['--max-length', '5'], /--max-length.*5 is not between 8 and 8192/],
    ['no number', ['--repetitions', '1e3'], /--repetitions.*"1e3" is not a whole number/],
    ['an unknown word', ['--device', 'cuda'], /--device.*"cuda" is not one of webgpu, wasm/],
    ['a switch that is neither', ['--keep-text', 'yes'], /--keep-text.*"yes" is not one of 0, 1/],
    ['an address without https', ['--host', 'http://example.org'], /--host.*not an https address/],
    ['what only load tests', ['--max-wait', '5'], /Unknown option '--max-wait'/],
    ['no runs', ['--runs', '0'], /--runs.*1 to 100/],
    ['an unknown format', ['--format', 'xml'], /--format.*table, json, csv, md/],
    ['a model id of no form', ['--model', 'no-such-form'], /--model.*not a model id/],
    [
      'a twin nobody knows',
      ['--model', 'twin:any'],
      /--model.*no such twin; there are twin:bge-reranker-v2-m3/,
    ],
    ['a folder of the page', ['--model', 'local:mine'], /--model.*give its folder/],
    ['a folder that is none', ['--model', './not-there'], /\.\/not-there, but no folder is there/],
    ['a folder that lacks files', ['--model', 'FOLDER/model'], /lacks tokenizer\.json, onnx\/model\.onnx/],
    [
      'an unknown sample set',
      ['--sample', 'nothing'],
      /no sample set "nothing"; there are capital-of-france/,
    ],
    ['two inputs', ['--sample', 'chinese', '--documents', 'FOLDER/plain.txt'], /two inputs/],
    ['a query alone', ['--query', 'x'], /--query needs --documents/],
    ['a file that is not there', ['--documents', './none.txt'], /There is no file \.\/none\.txt/],
    ['a folder of documents', ['--documents', 'FOLDER'], /is a folder; --documents takes a file/],
    [
      'another kind of file',
      ['--documents', 'FOLDER/picture.png'],
      /only \.txt, \.csv, \.tsv, \.json, \.jsonl and \.ndjson/,
    ],
    [
      'a bad line',
      ['--documents', 'FOLDER/bad.jsonl', '--query', 'x'],
      /bad\.jsonl: line 2 is neither a string nor/,
    ],
    ['no query', ['--documents', 'FOLDER/plain.txt'], /there is no query; give one with --query/],
    ['qrels alone', ['--qrels', 'FOLDER/plain.txt'], /--qrels needs --documents/],
    [
      'an encoding that is none',
      ['--documents', 'FOLDER/plain.txt', '--query', 'x', '--encoding', 'no-such'],
      /no encoding "no-such"/,
    ],
    [
      'titles neither joined nor ignored',
      ['--documents', 'FOLDER/plain.txt', '--query', 'x', '--titles', 'maybe'],
      /--titles.*join, ignore/,
    ],
    [
      'qrels for documents without ids',
      ['--documents', 'FOLDER/plain.txt', '--query', 'x', '--qrels', 'FOLDER/qrels.txt'],
      /qrels\.txt: the documents have no ids/,
    ],
    [
      'qrels as documents',
      ['--documents', 'FOLDER/qrels.txt', '--query', 'x'],
      /relevance judgements.*--qrels/,
    ],
    ['a query for nobody', ['--documents', 'FOLDER/own.jsonl', '--query', 'x'], /--query has no effect/],
    ['an unknown ending', ['--out', 'run.xlsx'], /--out.*\.json, \.csv, \.md/],
    ['a place that is none', ['--out', 'FOLDER/none/run.json'], /folder .* does not exist/],
    ['a page over http', ['--page', 'http://example.org/'], /--page takes an https address/],
    [
      'a port for a hosted page',
      ['--page', 'https://example.org/', '--port', '80'],
      /--port is for the page that is served here/,
    ],
    ['an endpoint that is none', ['--connect', 'http://x/'], /--connect takes a ws/],
    [
      'a window far away',
      ['--connect', 'ws://x/', '--headed'],
      /--headed is for a browser that is started here/,
    ],
    [
      'browser flags far away',
      ['--connect', 'ws://x/', '--browser-arg=-a'],
      /--browser-arg is for a browser/,
    ],
    [
      'documents beside a suite',
      ['--suite', 'quick', '--documents', 'FOLDER/none.txt'],
      /^--documents has no effect beside --suite/,
    ],
    [
      'a model beside a suite',
      ['--suite', 'quick', '--model', './not-there'],
      /^--model \.\/not-there has no effect/,
    ],
    [
      'a usual value that a suite would ignore',
      ['--suite', 'quick', '--max-length', '512'],
      /^--max-length 512 has no effect beside --suite/,
    ],
    [
      'a profile for a browser that keeps none',
      ['--browser', 'webkit', '--profile', 'FOLDER'],
      /--profile has no effect on webkit; leave it out/,
    ],
    [
      'flags for a browser that macOS starts',
      ['--browser', 'safari', '--browser-arg=-a'],
      /--browser-arg has no effect on safari/,
    ],
  ];
  it.each(cases)('is told in one line before anything starts: %s', async (_, args, says) => {
    const tools = recordedTools(args.map((arg) => arg.replace('FOLDER', folder)));
    const error = await benchCommand(tools).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Problem);
    expect(String(Object(error).message)).toMatch(says);
    expect(String(Object(error).message)).not.toContain('\n');
    expect(tools.written).toEqual({ stdout: '', stderr: '' });
  });

  it.each([
    ['nothing', [], /nothing to rank; give a file with --documents/],
    ['two queries', ['--documents', 'FOLDER/own.jsonl'], /for one query, and these documents have 2/],
    ['a batch of none', ['--batch-size', '0'], /--batch-size.*1 to 4096/],
    ['what only bench measures', ['--repetitions', '2'], /Unknown option '--repetitions'/],
  ] as const)('is told by rank too: %s', async (_, args, says) => {
    const tools = recordedTools(args.map((arg) => arg.replace('FOLDER', folder)));
    await expect(rankCommand(tools)).rejects.toThrow(says);
    expect(tools.written.stdout).toBe('');
  });
});

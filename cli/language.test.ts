import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleRecord } from '../src/core/document/testing/example-record.ts';
import { failureCodes } from '../src/core/rerank/failure.ts';
import { languages } from '../src/core/texts/languages.ts';
import { benchCommand } from './bench-command.ts';
import { collect } from './collect-command.ts';
import { BrowserEnded, CommandError, exitCode, Problem } from './command-error.ts';
import { languageOfFlags, wordsOf } from './command-words.ts';
import { compare } from './compare-command.ts';
import { failureText } from './failure-text.ts';
import { loadTestCommand } from './load-test-command.ts';
import { rankCommand } from './rank-command.ts';
import { rankText } from './rank-output.ts';
import { recordedTools } from './testing/command-tools.ts';
import { widthOf } from './text-table.ts';
import { recordNotices } from './verdict.ts';

const english = wordsOf('en');
const chinese = wordsOf('zh-CN');

describe('the language of a command line', () => {
  it.each([
    [['--dtype', 'q8'], 'en'],
    [['--lang', 'zh-CN', '--dtype', 'q8'], 'zh-CN'],
    [['--lang=zh-CN'], 'zh-CN'],
    [['--lang', 'en', '--lang', 'zh-CN'], 'zh-CN'],
    [['--lang', 'zh-CN', '--lang', 'tlh'], 'en'],
    [['--lang'], 'en'],
    [['--', '--lang', 'zh-CN'], 'en'],
  ] as const)('of %j is %s', (args, language) => {
    expect(languageOfFlags(args)).toBe(language);
  });
});

describe.each([
  ['bench', benchCommand, [], ['--max-length', '5'], '5 不在 8 到 8192 之间。'],
  ['rank', rankCommand, [], [], '没有可排序的文档'],
  ['load', loadTestCommand, [], ['--rate', 'fast'], '“fast”不是数字。'],
  ['compare', compare, ['--base', 'none', '--head', 'none'], [], '无法读取 none：文件不存在。'],
  ['collect', collect, ['nowhere'], [], '无法读取 nowhere：文件不存在。'],
] as const)('%s --lang zh-CN', (_, command, needed, bad, told) => {
  async function problemOf(...args: readonly string[]): Promise<string> {
    const tools = recordedTools(args);
    const error = await command(tools).catch((reason: unknown) => reason);
    if (!(error instanceof Problem)) throw error;
    expect(tools.written.stdout).toBe('');
    return error.sentence(tools.words);
  }

  it('tells in Chinese what cannot be used', async () => {
    expect(await problemOf(...needed, ...bad, '--lang', 'zh-CN')).toContain(told);
    expect(await problemOf(...needed, '--lang', 'zh-CN', '--frmat', 'x')).toBe(
      '没有选项 --frmat。是否想用 --format？用法见 --help。',
    );
    expect(await problemOf(...needed, '--lang', 'zh-CN', '--format', 'x')).toMatch(
      /^选项 --format <form> 不接受“x”。“x”不在可选值 table, .* 之中。用法见 --help。$/,
    );
  });

  it('tells in English that there is no such language', async () => {
    expect(await problemOf(...needed, '--lang', 'tlh')).toContain(
      `"tlh" is not one of ${languages.join(', ')}. See --help.`,
    );
  });

  it('explains itself in Chinese, on lines that fit', async () => {
    const tools = recordedTools(['--help', '--lang', 'zh-CN']);
    expect(await command(tools)).toBe(exitCode.ok);
    const { stdout, stderr } = tools.written;
    expect(stderr).toBe('');
    // Names and forms stay as they are typed. Sentences do not.
    const prose = stdout.replace(/^ {2}npm run.*$/gm, '').replace(/\{[^}]*\}|\[\{[^\]]*\]/g, '');
    expect(prose).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/);
    expect(stdout).toMatch(/^用法：[\s\S]*^选项：[\s\S]*^退出码：[\s\S]*^示例：/m);
    const lines = stdout.split('\n').filter((line) => !line.startsWith('  npm run'));
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(100);
  });
});

describe('what a command says while it works', () => {
  it('is a sentence in each language for every failure', () => {
    for (const code of failureCodes) {
      expect(failureText(code, '', english.texts), code).toMatch(/^[A-Z].*\.$/);
      expect(failureText(code, '', chinese.texts), code).toMatch(/^.*\p{Script=Han}.*。$/u);
    }
  });

  it('has the warnings of a record in the words of their codes where it is not in English', () => {
    const record = {
      ...exampleRecord(),
      warnings: [
        { code: 'repeated-pairs', message: 'The input has 3 pairs and a request 50, so pairs repeat.' },
        { code: 'of-tomorrow', message: 'Something new.' },
        { code: 'other-adapter', message: 'lane-1 ran on NVIDIA, Ampere, not on Intel Arc.' },
      ],
    };
    expect(recordNotices(record, english.texts)).toContain(
      'warning: The input has 3 pairs and a request 50, so pairs repeat.',
    );
    expect(recordNotices(record, english.texts)).toContain(
      'warning: lane-1 ran on NVIDIA, Ampere, not on Intel Arc.',
    );
    expect(recordNotices(record, chinese.texts)).toEqual(
      expect.arrayContaining([
        `警告：${chinese.texts.t('warning.other-adapter')}`,
        '警告：文档少于文本对数，因此重复使用了文档来凑足数量。',
        '警告：Something new.',
      ]),
    );
  });

  it('names the columns of a ranking', () => {
    const rows = [{ text: 'a', score: 1, probability: 0.7, oldPlace: 1 }];
    const ranking = {
      query: 'q',
      modelId: 'a/b',
      layers: null,
      deviceUsed: 'wasm',
      dtype: 'q8',
      rows,
    } as const;
    const head = (language: 'en' | 'zh-CN') =>
      rankText(ranking, 'table', 80, wordsOf(language).texts).split('\n')[3];
    expect(head('en')).toMatch(/^place +index +score +probability +document$/);
    expect(head('zh-CN')).toMatch(/^名次 +序号 +分数 +概率 +文档$/);
  });

  it('is told in the language of the reader, whatever the error was made in', () => {
    expect(new BrowserEnded().message).toMatch(/^The browser ended unexpectedly/);
    expect(new BrowserEnded().sentence(chinese)).toMatch(/^浏览器意外退出/);
    const quoting = new CommandError(({ say }) =>
      say('problem.page.refusesSettings', { reason: '“as it is”' }),
    );
    expect(quoting.message).toBe('The page refuses these settings: “as it is”');
  });
});

describe('the source of the command line', () => {
  /** String literals outside comments, with the interpolated values left out. */
  const textsIn = (source: string): string[] =>
    source
      .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)
      ?.map((text) => text.replace(/\$\{[^}]*\}/g, '')) ?? [];

  const isSentence = (text: string) =>
    /\p{L}{2,} \p{L}+|\p{Script=Han}/u.test(text) &&
    // An example of a call is not a sentence.
    !/^.npx rerank-bench|^.(records )?--[a-z]/.test(text);

  it('has no sentence of its own: they are all in core/texts', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name));
    expect(files.length).toBeGreaterThan(30);
    const sentences = files.flatMap((name) =>
      textsIn(readFileSync(join(import.meta.dirname, name), 'utf8'))
        .filter(isSentence)
        .map((text) => `${name}: ${text}`),
    );
    expect(sentences).toEqual([]);
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import type { LaneRecord, RunRecord } from '../../src/core/document/run-record.ts';
import { gridRecord } from '../../src/core/document/testing/grid-record.ts';
import { collect } from '../collect-command.ts';
import { Problem } from '../command-error.ts';
import type { CommandTools } from '../command-line.ts';
import { compare } from '../compare-command.ts';
import { exitCodeOf } from '../run-program.ts';
import { recordedTools } from './command-tools.ts';

const repository = join(import.meta.dirname, '..', '..');

const commands = { compare, collect };
type RecordCommand = keyof typeof commands;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temporary folder with records, and ways to run commands in it. */
export interface RecordFolder {
  readonly path: string;
  save(name: string, what: RunRecord | string): Promise<void>;
  /** Runs a command in the folder and in this process, since starting Node each time is slow. */
  run(command: RecordCommand, ...args: string[]): Promise<Ended>;
  /** Runs a command in the folder as a program, as npm would but without npm. */
  runProgram(command: RecordCommand, ...args: string[]): Promise<Ended>;
}

/** Makes a record folder in the temporary folder of the system. The caller deletes it. */
export async function recordFolder(): Promise<RecordFolder> {
  const path = await mkdtemp(join(tmpdir(), 'records-'));
  return {
    path,
    save: (name, what) => writeFile(join(path, name), typeof what === 'string' ? what : JSON.stringify(what)),
    async run(command, ...args) {
      const tools = recordedTools(args);
      const before = process.cwd();
      process.chdir(path);
      try {
        const status = await exitCodeOf(commands[command], tools);
        return { status, ...tools.written };
      } finally {
        process.chdir(before);
      }
    },
    async runProgram(command, ...args) {
      const program = join(repository, 'cli', 'rerank-bench.ts');
      const flags = ['--import', import.meta.resolve('tsx'), program, command, ...args];
      const child = spawn(process.execPath, flags, {
        cwd: path,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [stdout, stderr, [status]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit') as Promise<[number | null]>,
      ]);
      return { status, stdout, stderr };
    },
  };
}

/**
 * Expects a command to fail with a one-line Problem that contains `told` and to write nothing. It runs in
 * this process, since starting Node each time is slow; other tests show how the program reports a Problem.
 */
export async function expectProblem(
  command: (tools: CommandTools) => Promise<unknown>,
  args: readonly string[],
  told: string,
): Promise<void> {
  const tools = recordedTools(args);
  const problem = await command(tools).catch((error: unknown) => error);
  if (!(problem instanceof Problem)) throw problem;
  expect(problem.message).toContain(told);
  expect(problem.message).not.toContain('\n');
  expect(tools.written).toEqual({ stdout: '', stderr: '' });
}

export const oneLine = /^[^\n]+\n$/;

interface RecordWish {
  /** Latency as a multiple of the usual one. */
  readonly slower?: number;
  readonly change?: Partial<RunRecord>;
  readonly lane?: Partial<LaneRecord>;
}

/** A run of one lane: 10 and 50 pairs, batch 1 and 4. */
export function record(id: string, { slower = 1, change = {}, lane = {} }: RecordWish = {}): RunRecord {
  const grid = gridRecord({
    id,
    pairCounts: [10, 50],
    batchSizes: [1, 4],
    samples: 5,
    latencyMs: (pairs, batch) => slower * pairs * (3 + 7 / batch),
    change: (one) => ({ ...one, ...lane }),
  });
  return { ...grid, ...change };
}

/** The score check of a lane whose scores are suspect. */
export const suspect: LaneRecord['scoreCheck'] = {
  ...{ verdict: 'suspect', findings: [], tolerance: 0.001, largestPaddingDifference: 0 },
  ...{ scores: [], agreement: null },
};

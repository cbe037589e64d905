/**
 * Measures on the machine with the GPU, step by step; `run.sh` starts it. Given again, it goes on with the
 * steps that did not end well. The report and an archive of all results are renewed after each step.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSmallReranker } from '../models/small-rerankers.ts';
import { findAdapter } from './adapter.ts';
import { ownEnv, runCommand, runProgram } from './programs.ts';
import { type DoneStep, report } from './report.ts';
import { type Step, shortened, smallModel, stepsOf } from './steps.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'gpu-results' },
    seconds: { type: 'string', default: 'Infinity' },
    steps: { type: 'string' },
    vendor: { type: 'string', default: 'nvidia' },
    small: { type: 'boolean', default: false },
  },
});
const out = resolve(values.out);
const stepsFile = 'results/steps.json';
/** A step that has less time than this is not begun. Stopping and reporting take the rest. In seconds. */
const times = { least: 25, ending: 20 } as const;

process.chdir(process.env.GPU_MACHINE_DIR ?? '.');
mkdirSync('results', { recursive: true });
mkdirSync(out, { recursive: true });

function note(text: string): void {
  const line = `${String(Math.round(performance.now() / 1000)).padStart(4)} s  ${text}`;
  console.log(line);
  appendFileSync('results/log.txt', `${line}\n`);
}

/** What a program of the machine prints; `null` if it fails or is not there. */
function answerOf(program: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync(program, args, { env: ownEnv, encoding: 'utf8', timeout: 60_000 });
  return status === 0 ? stdout.trim() : null;
}

const query = ['--query-gpu=name,driver_version,memory.total,power.limit', '--format=csv,noheader'];
const gpu = answerOf('nvidia-smi', ...query);
const found = findAdapter(values.vendor, note);

function publish(done: readonly DoneStep[]): void {
  if (found !== null) {
    writeFileSync('results/report.md', report(found, gpu, done));
    copyFileSync('results/report.md', join(out, 'report.md'));
  }
  answerOf('tar', '-C', 'results', '-czf', join(out, 'results.tar.gz'), '.');
}

function outcomeOf({ name, seconds, command }: Step): DoneStep['outcome'] {
  const left = Number(values.seconds) - performance.now() / 1000;
  const most = Math.floor(Math.min(seconds, left - times.ending));
  if (found === null || most < times.least) return 'no time was left';
  if (command !== 'native') {
    const flags = [...found.flags, ...(/fp?16/.test(command) ? (found.halfFlags ?? []) : [])];
    const label = command.startsWith('rank') ? [] : ['--label', gpu?.split(',')[0] ?? values.vendor];
    return runCommand(name, command, { flags, driver: found.driver }, most, label);
  }
  if (answerOf('python3', '-c', 'import torch, transformers, sentence_transformers') === null) {
    return 'skipped: there is no Python with torch, transformers and sentence_transformers';
  }
  const options = [String(most), ...(values.small ? ['small'] : [])];
  return runProgram(name, ['python3', 'app/native.py', 'data', 'results/native.json', ...options], most);
}

/** Suspect scores (3) are a result too. */
const isDone = ({ outcome }: DoneStep) => outcome === 0 || outcome === 3 || /^skipped/.test(`${outcome}`);

function measureAll(steps: readonly Step[]): boolean {
  let done: DoneStep[] = existsSync(stepsFile) ? JSON.parse(readFileSync(stepsFile, 'utf8')) : [];
  for (const step of steps) {
    const { name } = step;
    if (done.some((one) => one.name === name && isDone(one))) continue;
    const start = performance.now();
    const outcome = outcomeOf(step);
    const seconds = Math.round((performance.now() - start) / 1000);
    note(`${name}: ${typeof outcome === 'string' ? outcome : `exit code ${outcome}, ${seconds} s`}`);
    done = [...done.filter((one) => one.name !== name), { name, seconds, outcome }];
    writeFileSync(stepsFile, JSON.stringify(done, null, 1));
    publish(done);
  }
  return done.every(isDone);
}

if (found === null) {
  note(
    `No WebGPU on an adapter of ${values.vendor}: see driver.txt, and adapter-*.log for the browser's words.`,
  );
  const there =
    'ls -l /dev/nvidia* /dev/dri /usr/local/nvidia; PATH=$PATH:/sbin ldconfig -p | grep -i nvidia';
  answerOf('sh', '-c', `{ ${there}; } >results/driver.txt 2>&1`);
  publish([]);
  process.exitCode = 4;
} else {
  const { kind, seed, dtypes } = smallModel;
  const size = values.small ? { layers: 1, width: 64 } : undefined;
  if (!existsSync('models')) await writeSmallReranker('models', kind, seed, dtypes, size);
  const all = stepsOf(found.halfFlags !== null);
  const wanted = values.steps?.split(',') ?? all.map(({ name }) => name);
  const steps = all.filter(({ name }) => wanted.includes(name));
  process.exitCode = measureAll(values.small ? steps.map(shortened) : steps) ? 0 : 1;
}

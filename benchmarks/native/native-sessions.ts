import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FromNative, NativeBatch, ToNative } from './messages.ts';

/** Native ONNX Runtime, from the package that is installed only beside this file. */

const folder = import.meta.dirname;

/**
 * Installs the package if it is missing: 290 MB, since it contains the libraries of every platform. Its
 * install script is not run.
 *
 * @throws Error if npm fails
 */
export function requireNative(): void {
  if (existsSync(join(folder, 'node_modules', 'onnxruntime-node', 'bin'))) return;
  console.error('Installing native ONNX Runtime for this benchmark alone …');
  const command = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  const { status } = spawnSync('npm', command, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('Native ONNX Runtime could not be installed.');
}

export interface NativeRun {
  readonly ms: number;
  /** One raw logit for each row, batch after batch in the order of `keep`. */
  readonly logits: readonly number[];
}

/** One or more sessions of a model, each in its own process. */
export interface NativeSessions {
  readonly version: string;
  /** Hands over the batches, which `run` then names by this number. Several sessions get them in turn. */
  keep(number: number, batches: readonly NativeBatch[]): Promise<void>;
  /** Runs all batches. Several sessions start together, and `ms` is the time of the slowest. */
  run(number: number): Promise<NativeRun>;
  end(): void;
}

export interface NativeWish {
  /** The path of the model's file. */
  readonly path: string;
  /** The threads of each session. */
  readonly threads: number;
  readonly sessions: number;
}

/**
 * Starts the processes and loads the model in each.
 *
 * @throws Error if a process cannot load the model; all processes are then ended
 */
export async function startNative({ path, threads, sessions }: NativeWish): Promise<NativeSessions> {
  const children = Array.from({ length: sessions }, () =>
    fork(join(folder, 'session-process.ts'), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  );
  const end = () => {
    for (const child of children) child.kill();
  };
  const sizes = new Map<number, readonly number[]>();
  try {
    const loaded = await Promise.all(
      children.map((child) => ask(child, { type: 'load', path, threads }, 'loaded')),
    );
    return {
      version: loaded[0]?.version ?? 'unknown',
      keep: async (number, batches) => {
        const share = (child: number) => batches.filter((_, place) => place % sessions === child);
        await Promise.all(
          children.map((child, place) => ask(child, { type: 'keep', number, batches: share(place) }, 'kept')),
        );
        sizes.set(
          number,
          batches.map(({ pairs }) => pairs),
        );
      },
      run: async (number) => {
        const runs = await Promise.all(children.map((child) => ask(child, { type: 'run', number }, 'ran')));
        return {
          ms: Math.max(...runs.map(({ ms }) => ms)),
          logits: gathered(
            runs.map(({ logits }) => logits),
            sizes.get(number) ?? [],
          ),
        };
      },
      end,
    };
  } catch (error) {
    end();
    throw error;
  }
}

type Answer<T extends FromNative['type']> = Extract<FromNative, { readonly type: T }>;

async function ask<T extends FromNative['type']>(
  child: ChildProcess,
  message: ToNative,
  wanted: T,
): Promise<Answer<T>> {
  const exit = new AbortController();
  const answered = once(child, 'message', { signal: exit.signal });
  const died = once(child, 'exit', { signal: exit.signal }).then(([code]) => {
    throw new Error(`Native ONNX Runtime ended with ${code}.`);
  });
  child.send(message);
  try {
    const [answer] = (await Promise.race([answered, died])) as [FromNative];
    if (answer.type === wanted) return answer as Answer<T>;
    throw new Error(
      answer.type === 'failure' ? answer.message : `Native ONNX Runtime answered ${answer.type}.`,
    );
  } finally {
    answered.catch(() => {});
    died.catch(() => {});
    exit.abort();
  }
}

/** Puts the logits of batches that were given to sessions in turn back into the order of the batches. */
function gathered(runs: readonly (readonly number[])[], sizes: readonly number[]): number[] {
  const read = runs.map(() => 0);
  return sizes.flatMap((pairs, place) => {
    const session = place % runs.length;
    const from = read[session] ?? 0;
    read[session] = from + pairs;
    return runs[session]?.slice(from, from + pairs) ?? [];
  });
}

/** One run of a command of the command line, or of native.py. */
export interface Step {
  readonly name: string;
  /** The longest that it may take, in seconds. */
  readonly seconds: number;
  /** The command and its arguments, with spaces between them. Paths are those in the kit. */
  readonly command: string;
}

const miniLm = '--model twin:ms-marco-MiniLM-L-6-v2';
const m3 = '--model twin:bge-reranker-v2-m3';

/** A reranker with the same weights in every dtype. Those of twins differ, and so do their scores. */
export const smallModel = { kind: 'sharp', seed: 1, dtypes: ['fp32', 'fp16', 'q4', 'q4f16'] } as const;

/**
 * All steps, the most important ones first in case time runs out.
 *
 * @param hasHalf whether the adapter has half precision
 */
export function stepsOf(hasHalf: boolean): Step[] {
  const best = hasHalf ? 'fp16' : 'fp32';
  const small = `--model ./models/benchmarks/${smallModel.kind}-${smallModel.seed}`;
  const smallDtypes = smallModel.dtypes.filter((dtype) => hasHalf || !dtype.endsWith('16'));
  const long = '--device webgpu --documents data/long.jsonl --pair-counts 64';
  const mixed = '--documents data/mixed.jsonl --pair-counts 50 --repetitions 5';
  const all = '--batch-sizes 1,2,4,8,16,32,50';
  const few = '--batch-sizes 1,8,32';
  const sweep = (name: string, seconds: number, args: string): Step => ({
    name,
    seconds,
    command: `bench --out results/${name}.json ${args}`,
  });
  const few24 = '--documents data/few.jsonl --pair-counts 24 --batch-sizes 8';
  /** Scores of the same documents on both devices. */
  const rankings = (label: string, dtype: string, args: string) =>
    ['webgpu', 'wasm'].map((device) => ({
      name: `rank-${label}-${dtype}-${device}`,
      seconds: 40,
      command: `rank --format json --documents data/few.jsonl --device ${device} --dtype ${dtype} --batch-size 8 ${args}`,
    }));
  return [
    sweep(
      'm3-long',
      140,
      `${m3} --dtype ${best} ${long} --batch-sizes 1,2,4,8,16,32,64 --repetitions 3 --profile-pass`,
    ),
    { name: 'native', seconds: 120, command: 'native' },
    ...(hasHalf ? [sweep('m3-fp32-long', 100, `${m3} --dtype fp32 ${long} ${few} --repetitions 2`)] : []),
    sweep(
      'builtin',
      70,
      '--model builtin:coverage --device webgpu,wasm --batch-sizes 1,2,4,8,16,32 --pair-counts 10,50',
    ),
    sweep('minilm-mixed', 80, `${miniLm} --dtype fp32,q4 --device webgpu ${mixed} ${all} --profile-pass`),
    ...(hasHalf
      ? [sweep('minilm-half-mixed', 40, `${miniLm} --dtype fp16 --device webgpu ${mixed} ${all}`)]
      : []),
    ...smallDtypes.flatMap((dtype) => rankings('small', dtype, `${small} --max-length 256`)),
    ...rankings('m3', best, `${m3} --layers 4 --max-length 256`),
    sweep(
      'small',
      70,
      `${small} --dtype ${smallDtypes.join()} --device webgpu,wasm ${few24} --repetitions 3`,
    ),
    sweep('m3-graphs', 90, `${m3} --dtype ${best} ${long} ${few} --repetitions 2 --graph exported,fused`),
    sweep('m3-mixed', 90, `${m3} --dtype ${best} --device webgpu ${mixed} ${all}`),
    {
      name: 'load',
      seconds: 100,
      command:
        `load --out results/load.json ${m3} --dtype ${best} --device webgpu --documents data/mixed.jsonl ` +
        '--duration 12 --max-batch 16 --max-wait 50 --policies none,dynamic',
    },
    sweep(
      'minilm-options',
      60,
      `${miniLm} --dtype fp32 --device webgpu ${mixed} ${few} ` +
        '--gpu-options standard,validation-wgpuOnly,cache-simple,output-gpu',
    ),
    sweep(
      'minilm-builds',
      50,
      `${miniLm} --dtype fp32 --device webgpu ${mixed} ${few} --runtime jspi,asyncify`,
    ),
    sweep('minilm-wasm', 70, `${miniLm} --dtype q8 --device wasm ${mixed} ${few}`),
  ];
}

/** The same step with as little work as possible, for a rehearsal on the CPU. */
export const shortened = ({ name, seconds, command }: Step): Step => ({
  name,
  seconds: 10 * seconds,
  command: command
    .replace(m3, miniLm)
    // A twin answers nothing within seconds there.
    .replace(/^(load .*)twin:\S+/, '$1builtin:coverage')
    .replace(/--(layers|max-length) \d+/g, '')
    .replace(/--batch-sizes \S+/, '--batch-sizes 1,2')
    .replace(/--pair-counts \S+/, '--pair-counts 2')
    .replace(/--repetitions \d+/, '--repetitions 1')
    .replace(/--duration \d+/, '--duration 4')
    .replace(/--gpu-options \S+/, '--gpu-options standard,cache-simple')
    .replace(/^(bench|load|rank)\b.*twin:.*$/, '$& --layers 1')
    .replace(/^(bench|load|rank)\b.*$/, '$& --max-length 48'),
});

/**
 * Makes what the machine with the GPU needs: `npx tsx benchmarks/gpu-machine/prepare.ts [--parts 2]`.
 *
 * Run it on Debian 12 or later with a network. The archive has the built page, the command line, Node, a
 * browser with its libraries and a font, and the texts to score. It is written to `.cache/gpu-machine`, in as
 * many parts as asked for, with `run.sh` beside them.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { ensureBuiltPage } from '../../scripts/built-page.ts';
import { installPackages, updatePackageLists } from '../../scripts/debian-packages.ts';
import { spreadTokenizer } from '../../src/core/rerank/twin-tokenizer.ts';
import { findTwin } from '../../src/core/rerank/twins.ts';
import { mixedDocuments, mixedQuery } from '../support/mixed-documents.ts';

const { values } = parseArgs({ options: { parts: { type: 'string', default: '1' } } });
const here = import.meta.dirname;
const root = join(here, '..', '..');
const target = join(root, '.cache', 'gpu-machine');
const kit = join(target, 'kit');

/** @throws Error if the program fails */
function run(program: string, args: readonly string[]): string {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 2] });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed.`);
  return stdout;
}

function copyAll(files: readonly string[], folder: string): void {
  fs.mkdirSync(join(kit, folder), { recursive: true });
  for (const file of files) fs.copyFileSync(file, join(kit, folder, basename(file)));
}

/** The page, and the programs that measure it as plain JavaScript. */
async function addPrograms(): Promise<void> {
  const page = await ensureBuiltPage(root, () => console.error('Building the page …'));
  // No measurement shows Chinese.
  const filter = (path: string) => !/noto-sans-sc-[^/]*\.woff2$/.test(path);
  fs.cpSync(page, join(kit, 'app', 'dist'), { recursive: true, filter });
  const playwright = join('node_modules', 'playwright-core');
  fs.cpSync(join(root, playwright), join(kit, 'app', playwright), { recursive: true });
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: { '@playwright/test': 'playwright-core' } },
    // Playwright reads files of its own. Vite is only asked for a page that is not built yet.
    ssr: { noExternal: true, external: ['playwright-core', 'vite'] },
    build: {
      ssr: true,
      outDir: join(kit, 'app', 'programs'),
      target: 'node20',
      rolldownOptions: {
        input: [...['bench', 'load', 'rank'].map((name) => `cli/${name}.ts`), join(here, 'measure.ts')],
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  });
  copyAll([join(here, 'native.py')], 'app');
}

const packages = [
  ...['chromium-headless-shell', 'libnss3', 'libegl1', 'libgl1', 'libgles2', 'libxext6'],
  ...['fonts-dejavu-core', 'xz-utils'],
];

/** What the browser, and NVIDIA's driver in it, load only once they run. */
const loadedLater = [
  ...['nss/libsoftokn3.so', 'nss/libfreebl3.so', 'nss/libfreeblpriv3.so', 'nss/libnssckbi.so'],
  ...['libEGL.so.1', 'libGL.so.1', 'libGLESv2.so.2', 'libXext.so.6'],
];

/** The C library must be the machine's own. */
const isOfSystem = (path: string) =>
  /\/(ld-linux.*|lib(c|m|dl|pthread|rt|resolv|util|anl|mvec|nsl))\.so/.test(path);

function librariesOf(files: readonly string[]): string[] {
  const lines = run('ldd', files).split('\n');
  const missing = lines.filter((line) => line.includes('not found'));
  if (missing.length > 0) throw new Error(`Libraries are missing:\n${missing.join('\n')}`);
  return lines.flatMap((line) => / => (\/\S+)/.exec(line)?.[1] ?? []).filter((path) => !isOfSystem(path));
}

/** Node, and a browser with its libraries and a font. */
function addBrowser(): void {
  const missing = packages.filter(
    (name) => spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status !== 0,
  );
  if (missing.length > 0 && !(updatePackageLists() && installPackages(missing))) {
    throw new Error(`These Debian packages are needed: ${missing.join(' ')}`);
  }
  const chromium = '/usr/lib/chromium';
  const shell = join(chromium, 'chromium-headless-shell');
  const beside = /^headless.*\.pak$|\.(dat|bin|json)$|^lib(EGL|GLESv2|vk_|vulkan).*\.so(\.1)?$/;
  const later = loadedLater
    .map((name) => join('/usr/lib/x86_64-linux-gnu', name))
    .map((path) => (fs.existsSync(path) ? path : path.replace('/nss/', '/')));
  copyAll([process.execPath], 'bin');
  copyAll(
    [
      shell,
      ...fs
        .readdirSync(chromium)
        .filter((name) => beside.test(name))
        .map((name) => join(chromium, name)),
    ],
    'browser',
  );
  copyAll([...later, ...librariesOf([shell, process.execPath, ...later])], 'lib');
  copyAll(['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', join(here, 'fonts.conf')], 'fonts');
}

/** The texts, and what PyTorch needs to score the same tokens with the same shapes. */
function addTexts(): void {
  const write = (path: string, value: string) => fs.writeFileSync(join(kit, 'data', path), value);
  const writeDocuments = (name: string, documents: readonly string[]) =>
    write(name, documents.map((text) => `${JSON.stringify({ query: mixedQuery, text })}\n`).join(''));
  fs.mkdirSync(join(kit, 'data'));
  const mixed = mixedDocuments(50);
  writeDocuments('mixed.jsonl', mixed);
  writeDocuments('few.jsonl', mixed.slice(0, 24));
  const words = mixedDocuments(50, 2).join(' ').split(' ');
  // Longer than 512 tokens, so that each pair is cut to exactly that.
  const long = (document: number) =>
    Array.from({ length: 600 }, (_, place) => words[(97 * document + place) % words.length]);
  writeDocuments(
    'long.jsonl',
    Array.from({ length: 64 }, (_, document) => long(document).join(' ')),
  );
  const tokenizer = fs.readFileSync(
    join(root, 'public', 'models', 'builtin', 'coverage', 'tokenizer.json'),
    'utf8',
  );
  for (const name of ['bge-reranker-v2-m3', 'ms-marco-MiniLM-L-6-v2']) {
    const twin = findTwin(name);
    if (twin === undefined) throw new Error(`There is no twin of ${name}.`);
    fs.mkdirSync(join(kit, 'data', name));
    write(join(name, 'tokenizer.json'), JSON.stringify(spreadTokenizer(JSON.parse(tokenizer), twin)));
    write(join(name, 'twin.json'), JSON.stringify(twin));
  }
}

/** Packs the kit. `--x86` makes jumps in machine code alike, which spares a tenth of the programs. */
function pack(parts: number): void {
  console.error('Packing, which takes minutes …');
  const archive = join(target, 'kit.tar.xz');
  const filters = '--x86 --lzma2=preset=6,dict=128MiB';
  const tar = `tar --sort=name --owner=0 --group=0 --mtime=@0 -C "$0" -cf - . | xz ${filters} >"$1"`;
  run('bash', ['-o', 'pipefail', '-c', tar, kit, archive]);
  const names = ['--suffix-length=1', '--numeric-suffixes=1', `--additional-suffix=of${parts}`];
  run('split', [`--number=${parts}`, ...names, archive, `${archive}.`]);
  fs.rmSync(archive);
  fs.copyFileSync(join(here, 'run.sh'), join(target, 'run.sh'));
  console.log(run('ls', ['-l', '--block-size=K', target]));
}

const parts = Number(values.parts);
if (!(parts >= 1 && parts <= 9)) throw new Error('--parts is a number from 1 to 9.');
fs.rmSync(target, { recursive: true, force: true });
addBrowser();
await addPrograms();
addTexts();
pack(parts);

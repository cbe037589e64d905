// The room rule (docs/architecture.md): arrows only point down, and each room of the core may import only the
// rooms listed beside it. List a new room here; until then it may import nothing but itself.

/** @type {Record<string, string[]>} */
const coreRooms = {
  stats: [],
  rerank: [],
  onnx: [],
  // zod, set up once for a page whose Content-Security-Policy forbids eval.
  schema: [],
  bench: ['stats', 'rerank', 'threads'],
  serving: ['stats', 'rerank', 'threads'],
  settings: ['rerank', 'serving', 'schema', 'texts'],
  // The standard suite: its settings, a run's departures from it, and what it answers.
  suite: ['stats', 'rerank', 'bench', 'settings', 'document', 'texts'],
  document: ['stats', 'rerank', 'serving', 'settings', 'schema', 'texts'],
  // Every sentence, once per language.
  texts: ['rerank'],
  input: ['rerank', 'schema'],
  // What threads know of each other: the words they share, and whether another thread is gone.
  threads: ['rerank'],
  // What a model's folder or repository holds, how fast it loads, and which files a browser keeps.
  'model-files': ['rerank', 'schema', 'onnx'],
  // Other people's results: which records the collection takes, and what the page shows of them.
  results: ['stats', 'rerank', 'document', 'schema', 'suite'],
};

/** Tests, and helpers that only tests use. */
const tests = String.raw`\.(test|spec)\.tsx?$|/testing/`;

/** Rooms that every test may import: `input` holds the sample sets, `rerank` counts operations. */
const forTests = ['input', 'rerank'];

/** Packages that draw, store or compute in a browser. The core must run anywhere. */
const browserPackages =
  '^(react|@mantine|@tabler|@tanstack|recharts|zustand|i18next|@fontsource|@huggingface|onnxruntime-)';

/** Matches a package by its name or by its folder, whichever the resolver reports. */
const packages = (pattern) => `(^|node_modules/)${pattern.replace(/^\^/, '')}`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The public contract of the built page. */
const pageApiTypes = String.raw`^src/page/app/page-api-types\.ts$`;

const only = (...rooms) => `^src/(${rooms.join('|')})/`;

const coreRules = Object.entries(coreRooms).flatMap(([room, below]) => {
  const rule = (name, comment, from, allowed) =>
    forbid(name, comment, from, {
      path: '^src/core/',
      pathNot: only(...allowed.map((one) => `core/${one}`)),
    });
  const seen = below.length === 0 ? 'no other room' : below.join(', ');
  return [
    rule(
      `core-${room}`,
      `${room} may import ${seen} of the core.`,
      { path: only(`core/${room}`), pathNot: tests },
      [room, ...below],
    ),
    rule(
      `core-${room}-tests`,
      `The tests of ${room} may import what it may, and ${forTests.join(', ')}.`,
      { path: `^(?=.*(${tests}))src/core/${room}/` },
      [room, ...below, ...forTests],
    ),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'Files in a cycle, even of types, are one idea.', {}, { circular: true }),
    // This tool's resolver does not know the build's `?url` and `?packed`. The compiler and the build check those imports.
    forbid(
      'resolvable',
      'Every import leads to a file or a package.',
      {},
      { couldNotResolve: true, pathNot: String.raw`\?(url|packed)$` },
    ),
    forbid(
      'nobody-imports-tests',
      'Tests and their helpers are imported by tests only; browser tests and benchmarks may use any helpers.',
      { pathNot: [tests, '^(e2e|benchmarks)/'] },
      { path: `^(src|server|scripts|cli|benchmarks)/.*(${tests})` },
    ),
    forbid(
      'tests-stand-alone',
      'Nothing imports a test file.',
      {},
      { path: String.raw`\.(test|spec)\.tsx?$` },
    ),

    ...coreRules,
    forbid(
      'core-room-unknown',
      'List the new room in .dependency-cruiser.cjs with the rooms that it may import.',
      { path: '^src/core/([^/]+)/', pathNot: only(...Object.keys(coreRooms).map((room) => `core/${room}`)) },
      { path: '^src/core/', pathNot: '^src/core/$1/' },
    ),
    forbid(
      'core-alone',
      'The core imports only the core.',
      { path: only('core'), pathNot: tests },
      { path: '^[^/]+/', pathNot: ['^src/core/', '^node_modules/', '^node:'] },
    ),
    forbid(
      'core-is-pure',
      'The core uses no screen, storage or engine, so that it runs anywhere.',
      { path: only('core'), pathNot: tests },
      // i18next needs no screen. It fills in texts for the terminal too.
      { path: packages(browserPackages), pathNot: packages('i18next') },
    ),
    forbid(
      'protocol',
      'The protocol imports only the core; its tests may import both of its sides.',
      { path: only('worker/protocol'), pathNot: tests },
      {
        path: '^(src|server|scripts|cli|benchmarks|e2e|node_modules)/',
        pathNot: only('worker/protocol', 'core'),
      },
    ),
    forbid(
      'protocol-is-types',
      'The protocol is types only; code belongs to the page or to the worker.',
      { path: only('worker/protocol'), pathNot: tests },
      { path: '.', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'worker',
      'The worker imports only the core; the tests of the protocol may import both of its sides.',
      { path: only('worker'), pathNot: `^(?=.*(${tests}))src/worker/protocol/` },
      { path: '^src/', pathNot: only('worker', 'core') },
    ),
    forbid(
      'page',
      'The page imports only the core, the protocol, and what it tells its service worker.',
      { path: only('page') },
      {
        path: '^src/',
        pathNot: [only('page', 'worker/protocol', 'core'), String.raw`^src/service-worker/messages\.ts$`],
      },
    ),
    forbid(
      'service-worker',
      'The service worker imports only the core.',
      { path: only('service-worker') },
      { path: '^src/', pathNot: only('service-worker', 'core') },
    ),
    forbid(
      'engine-only',
      'Only the engine imports transformers.js and ONNX Runtime.',
      { path: '^src/', pathNot: ['^src/worker/engine/', tests] },
      { path: packages('(@huggingface/transformers|onnxruntime-)') },
    ),
    forbid(
      'charts-only',
      'Only the charts import recharts.',
      { path: '^src/', pathNot: ['^src/page/ui/charts/', tests] },
      { path: packages('recharts') },
    ),
    forbid(
      'history-only',
      'Only the history imports Dexie, in a file that first sees to what Dexie needs.',
      { path: '^src/', pathNot: ['^src/page/history/dexie', tests] },
      { path: packages('dexie') },
    ),

    forbid(
      'src-stands-alone',
      'The page is built from src and packages alone; servers, scripts and tests stay outside it.',
      { path: '^src/', pathNot: tests },
      { path: '^(server|scripts|cli|benchmarks|e2e)/' },
    ),
    forbid(
      'src-without-node',
      'There is no Node in a browser.',
      { path: '^src/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'src-without-tools',
      'Shipped code imports dependencies, not development dependencies.',
      { path: '^src/', pathNot: tests },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'server-alone',
      'The server imports nothing of the page.',
      { path: '^server/' },
      { path: '^src/' },
    ),
    forbid(
      'cli',
      'The command line drives the page through its public API and shares only the core with it.',
      { path: '^cli/', pathNot: tests },
      { path: '^(src|e2e|benchmarks)/', pathNot: [only('core'), pageApiTypes] },
    ),
    forbid(
      'cli-speaks-by-types',
      'The command line imports only the types of the page API; the page itself runs in the browser.',
      { path: '^cli/', pathNot: tests },
      { path: pageApiTypes, dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.cache)/' },
    // Type-only imports are arrows too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};

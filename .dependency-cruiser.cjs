// The room rule (docs/architecture.md): arrows only point down, and each room of the core sees only the rooms
// named beside it. Enter a new room here; until then it may use nothing but itself.

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
  document: ['stats', 'rerank', 'serving', 'settings', 'schema', 'texts'],
  // Every sentence, once per language.
  texts: ['rerank'],
  input: ['rerank', 'schema'],
  // What threads know of each other: words they share, and that another one is gone.
  threads: ['rerank'],
  // What lies in a model's folder or repository, how fast it comes, and which of it a browser keeps.
  'model-files': ['rerank', 'schema'],
};

/** Tests, and helpers that only tests use. */
const tests = String.raw`\.(test|spec)\.tsx?$|/testing/`;

/** Rooms whose files every test may read: input holds the sample sets. */
const forTests = ['input'];

/** What draws, stores or computes in a browser; the core is plain TypeScript for every surrounding. */
const browserPackages =
  '^(react|@mantine|@tabler|@tanstack|recharts|zustand|i18next|@fontsource|@huggingface|onnxruntime-)';

/** A package by its name or where it lies, whichever the resolver reports. */
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
      `${room} sees ${seen} of the core.`,
      { path: only(`core/${room}`), pathNot: tests },
      [room, ...below],
    ),
    rule(
      `core-${room}-tests`,
      `The tests of ${room} see what it sees, and ${forTests.join(', ')}.`,
      { path: `^(?=.*(${tests}))src/core/${room}/` },
      [room, ...below, ...forTests],
    ),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle, of types too, makes two files one idea.', {}, { circular: true }),
    // Vite's `?url` is unknown to this tool's resolver; the compiler and the build look after those.
    forbid(
      'resolvable',
      'Every import leads to a file or a package.',
      {},
      { couldNotResolve: true, pathNot: String.raw`\?url$` },
    ),
    forbid(
      'nobody-imports-tests',
      'What another file needs is no test. Browser tests and benchmarks may use the helpers of others.',
      { pathNot: [tests, '^(e2e|benchmarks)/'] },
      { path: `^(src|server|scripts|cli|benchmarks)/.*(${tests})` },
    ),
    forbid('tests-stand-alone', 'A test file is no library.', {}, { path: String.raw`\.(test|spec)\.tsx?$` }),

    ...coreRules,
    forbid(
      'core-room-unknown',
      'Enter the new room in .dependency-cruiser.cjs, with what it may see.',
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
      'No screen, no storage, no engine: the core runs anywhere.',
      { path: only('core'), pathNot: tests },
      // i18next has no screen: it fills in texts, for the terminal too.
      { path: packages(browserPackages), pathNot: packages('i18next') },
    ),
    forbid(
      'protocol',
      'The protocol imports only the core; its tests hold both of its sides together.',
      { path: only('worker/protocol'), pathNot: tests },
      {
        path: '^(src|server|scripts|cli|benchmarks|e2e|node_modules)/',
        pathNot: only('worker/protocol', 'core'),
      },
    ),
    forbid(
      'protocol-is-types',
      'Messages are types; what does something lives on one side or the other.',
      { path: only('worker/protocol'), pathNot: tests },
      { path: '.', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'worker',
      'The worker imports the core; the tests of the protocol hold both of its sides together.',
      { path: only('worker'), pathNot: `^(?=.*(${tests}))src/worker/protocol/` },
      { path: '^src/', pathNot: only('worker', 'core') },
    ),
    forbid(
      'page',
      'The page imports the core and the protocol.',
      { path: only('page') },
      { path: '^src/', pathNot: only('page', 'worker/protocol', 'core') },
    ),
    forbid(
      'engine-only',
      'Only the engine speaks to transformers.js and ONNX Runtime.',
      { path: '^src/', pathNot: ['^src/worker/engine/', tests] },
      { path: packages('(@huggingface/transformers|onnxruntime-)') },
    ),
    forbid(
      'charts-only',
      'Only the charts speak to recharts.',
      { path: '^src/', pathNot: ['^src/page/ui/charts/', tests] },
      { path: packages('recharts') },
    ),
    forbid(
      'history-only',
      'Only the history and the table of kept values speak to Dexie.',
      { path: '^src/', pathNot: ['^src/page/history/', '^src/page/app/key-value-database', tests] },
      { path: packages('dexie') },
    ),

    forbid(
      'src-stands-alone',
      'The page is built of src and packages; servers, scripts and tests are built around it.',
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
      'What ships is a dependency, not a tool of development.',
      { path: '^src/', pathNot: tests },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid('server-alone', 'The server knows nothing of the page.', { path: '^server/' }, { path: '^src/' }),
    forbid(
      'cli',
      'The command line drives the page by its public API; it shares the core with it and nothing else.',
      { path: '^cli/', pathNot: tests },
      { path: '^(src|e2e|benchmarks)/', pathNot: [only('core'), pageApiTypes] },
    ),
    forbid(
      'cli-speaks-by-types',
      'What the page offers to programs is known by its types; the page itself runs in the browser.',
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

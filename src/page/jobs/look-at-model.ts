import { findWeights } from '../../core/model-files/find-weights.ts';
import { nextPage, parseListing } from '../../core/model-files/hub-listing.ts';
import {
  fewestPointerBytes,
  isLargeFile,
  isLfsPointer,
  mostPointerBytes,
} from '../../core/model-files/lfs-pointer.ts';
import {
  type ModelFactsOfConfig,
  mayHaveHeadBeside,
  readModelConfig,
} from '../../core/model-files/model-config.ts';
import type { JsonReader } from '../../core/model-files/modules.ts';
import {
  dataPaths,
  fileNameOf,
  graphName,
  graphPath,
  type HubFile,
  partsOf,
  partsOfGraph,
} from '../../core/model-files/weight-files.ts';
import { type Dtype, dtypes } from '../../core/rerank/devices.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import type { ModelFacts } from '../store/model-facts-slice.ts';

/** The revision that the engine loads. */
const revision = 'main';

/** A reranker's repository has a few dozen files, and a page of the listing a thousand. */
const mostPages = 5;

type SettledFacts = Exclude<ModelFacts, { readonly state: 'looking' }>;
type RefusedAnswer = Extract<HubAnswer, { readonly state: 'refused' }>;

/**
 * Reads from a hub what a model is and which files it has, without fetching weights. It reads `config.json`
 * and the listing or, on a mirror without listings, the headers of each file that could be there.
 *
 * @param host base address with a closing slash
 */
export async function lookAtModel(
  fetch: HubFetch,
  host: string,
  repository: string,
  signal: AbortSignal,
): Promise<SettledFacts> {
  const ask = (path: string, init: RequestInit = {}) => askHub(fetch, `${host}${path}`, { ...init, signal });
  const file = (path: string) => `${repository}/resolve/${revision}/${path}`;
  const [listing, configAnswer] = await Promise.all([
    readListing(fetch, `${host}api/models/${repository}/tree/${revision}?recursive=true`, signal),
    ask(file('config.json')),
  ]);
  // Either answer shows that a repository does not exist. Any other failure of the listing is the mirror's
  // own.
  const own = await readConfig(configAnswer);
  if ('state' in own) {
    return 'code' in listing && listing.code === 'model-not-found' ? refusal(listing) : own;
  }
  const config = await completed(own, async (path) => {
    const answer = await ask(file(path));
    return answer.state === 'ok' ? jsonOf(answer.response) : undefined;
  });
  if ('files' in listing) {
    const { files, pointers } = await withoutPointers(listing.files, (path) => ask(file(path)));
    const { weights } = findWeights(files, config.externalData);
    if (pointers.includes('tokenizer.json') || (pointers.length > 0 && weights.length === 0)) {
      return { state: 'refused', code: 'lfs-pointer', detail: pointers.join(', ') };
    }
    return { state: 'found', source: 'listing', config, weights };
  }
  const asked = await askForWeights(
    async (path) => sizeAt(await ask(file(path), { method: 'HEAD' }), path),
    config,
  );
  if ('code' in asked) return refusal(asked);
  const { weights } = findWeights(asked, config.externalData);
  return { state: 'found', source: 'asking', config, weights };
}

/**
 * The files, where pointers of git-lfs count as empty. A mirror made of a clone may hold these, which are
 * tiny, in place of large files.
 */
async function withoutPointers(
  files: readonly HubFile[],
  ask: (path: string) => Promise<HubAnswer>,
): Promise<{ readonly files: readonly HubFile[]; readonly pointers: readonly string[] }> {
  const isTiny = ({ bytes }: HubFile) =>
    bytes !== null && bytes >= fewestPointerBytes && bytes <= mostPointerBytes;
  const pointers: string[] = [];
  for (const { path } of files.filter((file) => isTiny(file) && isLargeFile(file.path))) {
    const answer = await ask(path);
    if (answer.state !== 'ok') continue;
    const content = await answer.response.arrayBuffer().catch(() => new ArrayBuffer(0));
    if (isLfsPointer(new Uint8Array(content))) pointers.push(path);
  }
  return {
    files: files.map((file) => (pointers.includes(file.path) ? { ...file, bytes: 0 } : file)),
    pointers,
  };
}

/** What is known of the model with the head that may lie beside it. */
async function completed(own: ModelFactsOfConfig, read: JsonReader): Promise<ModelFactsOfConfig> {
  if (!mayHaveHeadBeside(own)) return own;
  // Few models need it.
  const { completedByModules } = await import('../../core/model-files/modules.ts');
  return completedByModules(own, read);
}

const refusal = ({ code, detail }: RefusedAnswer): SettledFacts => ({ state: 'refused', code, detail });

async function readConfig(answer: HubAnswer): Promise<ModelFactsOfConfig | SettledFacts> {
  if (answer.state === 'refused') return refusal(answer);
  if (answer.state === 'absent') return { state: 'refused', code: 'model-not-found', detail: answer.detail };
  const config = readModelConfig(await jsonOf(answer.response));
  return config ?? { state: 'refused', code: 'file-not-a-model', detail: answer.response.url };
}

/** The repository's files, or why the listing was refused, or `absent` where the host has no listings. */
async function readListing(
  fetch: HubFetch,
  first: string,
  signal: AbortSignal,
): Promise<{ readonly files: HubFile[] } | { readonly absent: true } | RefusedAnswer> {
  const files: HubFile[] = [];
  let address: string | null = first;
  for (let page = 0; page < mostPages && address !== null; page += 1) {
    const answer: HubAnswer = await askHub(fetch, address, { signal });
    if (answer.state === 'refused') return answer;
    if (answer.state === 'absent') return { absent: true };
    const listed = parseListing(await jsonOf(answer.response));
    if (listed === null) return { absent: true };
    files.push(...listed);
    const next = nextPage(answer.response.headers.get('link'));
    // Half a listing would make files seem missing. A mirror's next page may be on the hub it mirrors.
    if (next !== null && new URL(next, first).origin !== new URL(first).origin) return { absent: true };
    address = next === null ? null : new URL(next, first).href;
  }
  return { files };
}

/** A graph below this size may have its weights in other files, whether its configuration says so or not. */
const mostBareGraphBytes = 32_000_000;

/** Graphs that a host without listings is asked for if it has none of the dtypes' own. */
const otherGraphs = [
  ...['model_int8', 'model_uint8', 'model_bnb4', 'model_optimized'].map((name) => `onnx/${name}.onnx`),
  ...[...dtypes.map(graphName), 'model_int8.onnx', 'model_optimized.onnx'],
];

/** Asks for every file that one of the dtypes would need. The first refusal stands for all. */
async function askForWeights(
  sizeOf: (path: string) => Promise<HubFile | null | RefusedAnswer>,
  { externalData }: ModelFactsOfConfig,
): Promise<HubFile[] | RefusedAnswer> {
  const askAll = async (paths: readonly string[]): Promise<HubFile[] | RefusedAnswer> => {
    const answers = await Promise.all(paths.map(sizeOf));
    const files: HubFile[] = [];
    for (const answer of answers) {
      if (answer === null) continue;
      if ('code' in answer) return answer;
      files.push(answer);
    }
    return files;
  };
  const partsAt = (dtype: Dtype) => Math.min(partsOf(dtype, externalData), 100);
  const own = await askAll(
    dtypes.flatMap((dtype) => [graphPath(dtype), ...dataPaths(dtype, partsAt(dtype))]),
  );
  if ('code' in own) return own;
  const found = own.length > 0 ? own : await askAll(otherGraphs);
  if ('code' in found) return found;
  const bare = found.filter(
    ({ path, bytes }) =>
      path.endsWith('.onnx') &&
      bytes !== null &&
      bytes < mostBareGraphBytes &&
      partsOfGraph(fileNameOf(path), externalData) === 0,
  );
  const data = await askAll(bare.flatMap(({ path }) => [`${path}_data`, `${path}.data`]));
  return 'code' in data ? data : [...found, ...data];
}

function sizeAt(answer: HubAnswer, path: string): HubFile | null | RefusedAnswer {
  switch (answer.state) {
    case 'ok': {
      const { headers } = answer.response;
      const length = headers.get('x-linked-size') ?? headers.get('content-length');
      // A compressed answer's length is not the file's.
      const bytes = length === null || headers.has('content-encoding') ? Number.NaN : Number(length);
      return { path, bytes: Number.isFinite(bytes) ? bytes : null };
    }
    case 'absent':
      return null;
    case 'refused':
      // A host that sends its front page for whatever it lacks does not have this file either.
      return answer.code === 'file-not-a-model' ? null : answer;
    default:
      return answer satisfies never;
  }
}

export type HubFetch = (input: string, init?: RequestInit) => Promise<Response>;

/** A hub's answer, or what went wrong. */
export type HubAnswer =
  | { readonly state: 'ok'; readonly response: Response }
  /** There is no such file, or the host knows no such address. */
  | { readonly state: 'absent'; readonly detail: string }
  | { readonly state: 'refused'; readonly code: FailureCode; readonly detail: string };

/**
 * Asks a hub. A page cannot tell a host that is not there from one that forbids it to read answers (CORS):
 * both are `hub-unreachable`.
 */
async function askHub(fetch: HubFetch, address: string, init: RequestInit): Promise<HubAnswer> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    return { state: 'refused', code: 'hub-unreachable', detail: `${address}: ${String(error)}` };
  }
  const detail = `${address}: status ${response.status}`;
  // The hub answers 401 for a repository that does not exist, so as not to tell which private ones do.
  if (response.headers.get('x-error-code') === 'RepoNotFound') {
    return { state: 'refused', code: 'model-not-found', detail: `${detail}, RepoNotFound` };
  }
  if (response.status === 401 || response.status === 403) {
    return { state: 'refused', code: 'model-gated', detail };
  }
  if (response.status === 404) return { state: 'absent', detail };
  if (!response.ok) return { state: 'refused', code: 'hub-error', detail };
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    return { state: 'refused', code: 'file-not-a-model', detail: `${address}: a web page (text/html)` };
  }
  return { state: 'ok', response };
}

/** The JSON of an answer; `undefined` where it is not JSON or broke off. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

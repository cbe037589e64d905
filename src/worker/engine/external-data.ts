import { externalLocations } from '../../core/onnx/external-locations.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { type Fetch, lengthOf } from './resuming-body.ts';
import { changeNextSession, type SessionMaker } from './session-graph.ts';

/** A part of a model's weights beside its graph, as ONNX Runtime takes it. */
interface ExternalData {
  readonly path: string;
  readonly data: Uint8Array;
}

/**
 * Gives the next session that is made the external data that its graph names, beside what it is given
 * already. Names and configurations of repositories often say otherwise than the graph, and the runtime goes
 * by the graph alone.
 *
 * @param fetchData the content of a file, by its location relative to the graph's folder
 */
export function bringExternalData(
  maker: SessionMaker,
  fetchData: (location: string) => Promise<Uint8Array>,
): void {
  changeNextSession(maker, async (all, bytes) => {
    const [file, options, ...rest] = all;
    const locations = (bytes && externalLocations(bytes)) ?? [];
    const { externalData: given = [] } = (options ?? {}) as {
      readonly externalData?: readonly ExternalData[];
    };
    const lacking = locations.filter((location) => !given.some(({ path }) => path === location));
    if (lacking.length === 0) return all;
    const brought = await Promise.all(
      lacking.map(async (path): Promise<ExternalData> => ({ path, data: await fetchData(path) })),
    );
    const externalData = [...given, ...brought];
    return [file, { ...(options as object), externalData }, ...rest];
  });
}

/**
 * The whole content of a file, in one buffer that is made once where the length is known.
 *
 * @param onProgress hears of bytes so far and bytes in all; where the length is not known, only at the end
 * @throws Failure `model-not-found` where there is no such file
 */
export async function fetchWhole(
  fetch: Fetch,
  address: string,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Failure('model-not-found', address, 'The graph names it as its external data.');
  }
  const length = lengthOf(response);
  if (length === null || response.body === null) {
    const whole = new Uint8Array(await response.arrayBuffer());
    onProgress(whole.length, whole.length);
    return whole;
  }
  const whole = new Uint8Array(length);
  let loaded = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (loaded + value.length > length)
      throw new Failure('file-changed', address, 'It is longer than it said.');
    whole.set(value, loaded);
    loaded += value.length;
    if (loaded < length) onProgress(loaded, length);
  }
  if (loaded < length) throw new Failure('file-incomplete', address, `${loaded} of ${length} bytes`);
  onProgress(length, length);
  return whole;
}

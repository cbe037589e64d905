import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Bytes of files, plain and compressed as a server may send them. */
export interface Weight {
  readonly files: number;
  readonly rawBytes: number;
  readonly gzipBytes: number;
  readonly brotliBytes: number;
}

export const kinds = ['script', 'style', 'font', 'runtime', 'model', 'page and others'] as const;
export type Kind = (typeof kinds)[number];

/**
 * The kind of a file of the built page, by its path. The runtime is ONNX Runtime's binary and the script that
 * starts it.
 */
export function kindOf(path: string): Kind {
  if (/\/ort-wasm[^/]*\.(wasm|mjs)$/.test(path)) return 'runtime';
  if (path.startsWith('/models/')) return 'model';
  const ending = extname(path);
  if (ending === '.js' || ending === '.mjs') return 'script';
  if (ending === '.css') return 'style';
  if (ending === '.woff2' || ending === '.woff') return 'font';
  return 'page and others';
}

const weightless: Weight = { files: 0, rawBytes: 0, gzipBytes: 0, brotliBytes: 0 };

/** The sum of the weights. */
export const together = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (sum, { files, rawBytes, gzipBytes, brotliBytes }) => ({
      files: sum.files + files,
      rawBytes: sum.rawBytes + rawBytes,
      gzipBytes: sum.gzipBytes + gzipBytes,
      brotliBytes: sum.brotliBytes + brotliBytes,
    }),
    weightless,
  );

/** The paths of all files in a folder, each with a leading slash. */
export const pathsOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(
      (entry) =>
        `/${join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/')}`,
    );

/** Weighs files of a built page. Each file is weighed once, however often it is requested. */
export class Scales {
  readonly #folder: string;
  readonly #brotliQuality: number;
  readonly #known = new Map<string, Promise<Weight>>();

  /**
   * @param brotliQuality 11 for files that are compressed beforehand; servers that compress while answering
   * take about 5
   */
  constructor(folder: string, brotliQuality: number) {
    this.#folder = folder;
    this.#brotliQuality = brotliQuality;
  }

  /** @param path as in an address; that of a folder means its index.html */
  weigh(path: string): Promise<Weight> {
    const known = this.#known.get(path) ?? this.#weigh(path);
    this.#known.set(path, known);
    return known;
  }

  async #weigh(path: string): Promise<Weight> {
    const file = join(this.#folder, decodeURIComponent(path.endsWith('/') ? `${path}index.html` : path));
    if (!existsSync(file)) return weightless;
    const bytes = readFileSync(file);
    // Fonts and images of these kinds are already compressed. A server sends them as they are.
    if (/\.(woff2?|png|jpg)$/.test(file)) {
      return { files: 1, rawBytes: bytes.length, gzipBytes: bytes.length, brotliBytes: bytes.length };
    }
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: this.#brotliQuality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const [gzipped, brotlied] = await Promise.all([
      promisify(gzip)(bytes, { level: 9 }),
      promisify(brotliCompress)(bytes, { params }),
    ]);
    return {
      files: 1,
      rawBytes: bytes.length,
      gzipBytes: gzipped.length,
      brotliBytes: brotlied.length,
    };
  }
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** The build of ONNX Runtime that is over the 25 MiB which Cloudflare Pages takes in one file. */
const runtimeFile = 'ort-wasm-simd-threaded.asyncify.wasm';

const packedId = '\0packed-runtime';

/**
 * Answers `import address from 'onnxruntime-web/….wasm?packed'` with the address of the file compressed with
 * gzip. Its reader unpacks it, so the host need not know how. `vite dev` serves the file as it is.
 */
export function packedRuntime(): Plugin {
  let isBuild = false;
  return {
    name: 'packed-runtime',
    enforce: 'pre',
    configResolved: ({ command }) => {
      isBuild = command === 'build';
    },
    resolveId(source) {
      if (source !== `onnxruntime-web/${runtimeFile}?packed`) return undefined;
      return isBuild ? packedId : this.resolve(`onnxruntime-web/${runtimeFile}?url`);
    },
    load(id) {
      if (id !== packedId) return undefined;
      const reference = this.emitFile({
        type: 'asset',
        name: runtimeFile.replace('.wasm', '.gz'),
        source: gzipSync(readFileSync(fileURLToPath(import.meta.resolve(`onnxruntime-web/${runtimeFile}`)))),
      });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
    transform: {
      filter: { id: /onnxruntime-web/ },
      handler(code) {
        // The runtime's own module names the file too, for pages that do not say where it lies. Left as it
        // is, the build would contain the file as well.
        const address = `new URL("${runtimeFile}",import.meta.url)`;
        return isBuild ? code.replaceAll(address, address.replace('import.meta.url', 'location.href')) : code;
      },
    },
  };
}

import type { BrowserContext } from '@playwright/test';

export interface Traffic {
  /** The addresses of all requests, in order. */
  all(): readonly string[];
  /** The requests that left the page's origin. There are none until the user chooses a hub's model. */
  offOrigin(): readonly string[];
}

/** Addresses of things within the page. */
const withinPage = /^(data|blob):/;

/** Records every request of a context's pages and of their workers. */
export function watchTraffic(context: BrowserContext, origin: string): Traffic {
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  context.on('page', (page) => {
    page.on('websocket', (socket) => addresses.push(socket.url()));
  });
  return {
    all: () => [...addresses],
    offOrigin: () => addresses.filter((url) => !withinPage.test(url) && new URL(url).origin !== origin),
  };
}

/** The builds of ONNX Runtime whose WebAssembly was requested, each once. */
export const buildsAskedFor = (addresses: readonly string[]) => {
  const forms = {
    jspi: /\.jspi[^/]*\.wasm$/,
    asyncify: /\.asyncify[^/]*\.gz$/,
    plain: /threaded-[^./]*\.wasm$/,
  };
  return Object.entries(forms).flatMap(([build, form]) =>
    addresses.some((address) => form.test(address)) ? [build] : [],
  );
};

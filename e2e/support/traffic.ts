import type { BrowserContext } from '@playwright/test';

export interface Traffic {
  /** Addresses of all requests, in order. */
  all(): readonly string[];
  /** Those that left the page's origin: to be empty until the user asks for a hub's model. */
  offOrigin(): readonly string[];
}

/** Addresses that name something within the page. */
const withinPage = /^(data|blob):/;

/** Records every request of a context's pages and their workers. */
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

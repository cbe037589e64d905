/** Header names and values, in the form that Node, Vite and sirv take. */
export type ResponseHeaders = Readonly<Record<string, string>>;

type ContentPolicy = Readonly<Record<string, readonly string[]>>;

/**
 * Plain http on loopback, for a mirror or a model server on the visitor's machine. CSP's grammar has no IPv6
 * literals (https://www.w3.org/TR/CSP3/#grammardef-host-part), so `http://[::1]` cannot be listed. Such a
 * server is reached as `localhost`.
 */
const loopback = ['http://127.0.0.1:*', 'http://localhost:*'];

const policy = {
  'default-src': ["'none'"],
  // WebAssembly needs its own keyword. JavaScript's eval and inline scripts stay forbidden.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  // Mantine writes <style> elements and style attributes.
  'style-src': ["'self'", "'unsafe-inline'"],
  // data: for small images in style sheets, blob: for drawing the chart into a file.
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  // Any hub or mirror that the visitor names. Before that the page contacts none.
  'connect-src': ["'self'", 'https:', ...loopback],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} satisfies ContentPolicy;

function written(directives: ContentPolicy): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ');
}

/**
 * The first two make the page cross-origin isolated. That gives WebAssembly threads, and a clock with a
 * resolution of 5 µs instead of 100 µs. Workers need the headers too, so every response has them. A hub's
 * files still load, since a CORS answer satisfies COEP.
 */
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} satisfies ResponseHeaders;

function headersWith(directives: ContentPolicy): ResponseHeaders {
  return {
    ...isolationHeaders,
    'Content-Security-Policy': written(directives),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  };
}

/** The headers of every response of the built page. */
export const pageHeaders: ResponseHeaders = headersWith(policy);

/** Directives that browsers ignore in a `<meta>` (https://www.w3.org/TR/CSP3/#meta-element). */
const headerOnly = ['frame-ancestors'];

/** What the page's HTML repeats in `<meta>` elements, for hosts that send no headers. */
export const metaPolicies = {
  contentSecurityPolicy: written(
    Object.fromEntries(Object.entries(policy).filter(([name]) => !headerOnly.includes(name))),
  ),
  // Some hubs answer 404 to requests that name another site as their referrer.
  referrer: pageHeaders['Referrer-Policy'] ?? '',
} as const;

/**
 * What the page's service worker adds to answers of a host that sends no headers. Not `frame-ancestors`: such
 * a host may show the page in a frame of its own site.
 */
export const addedHeaders: ResponseHeaders = {
  ...isolationHeaders,
  'Content-Security-Policy': metaPolicies.contentSecurityPolicy,
};

/** What the names of files with a hash in them allow browsers: to keep them for good. */
export const hashedFiles = { path: '/assets/', cacheControl: 'public, max-age=31536000, immutable' } as const;

/**
 * The headers of `vite dev`: the same, plus what hot reloading needs.
 *
 * @param nonce also given to Vite as `html.cspNonce`. It allows react-refresh's inline script and nothing
 * else.
 */
export function developmentHeaders(nonce: string): ResponseHeaders {
  return headersWith({
    ...policy,
    'script-src': [...policy['script-src'], `'nonce-${nonce}'`],
    'connect-src': [...policy['connect-src'], 'ws://127.0.0.1:*', 'ws://localhost:*'],
  });
}

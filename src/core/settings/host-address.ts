import { accepted, type Checked, refused } from './problem.ts';

/** scheme, host (a name, an IPv4 address or a bracketed IPv6 one), port, path; no user, query or fragment. */
const addressForm =
  /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(\/[^?#\s]*)?$/i;

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks the base address of a model hub or a mirror and gives its normal form, which ends in `/`.
 * Plain `http` is for the visitor's own machine only: the page's Content-Security-Policy allows no other.
 */
export function checkHostAddress(text: string): Checked<string> {
  const parts = addressForm.exec(text);
  const [, scheme, host, port, path] = parts ?? [];
  if (scheme === undefined || host === undefined) return refused({ code: 'bad-address', text });
  if (port !== undefined && Number(port) > 65535) return refused({ code: 'bad-address', text });
  if (scheme.toLowerCase() === 'http' && !loopbackHosts.has(host.toLowerCase())) {
    return refused({ code: 'bad-address', text });
  }
  const origin = `${scheme.toLowerCase()}://${host.toLowerCase()}${port === undefined ? '' : `:${port}`}`;
  return accepted(`${origin}${(path ?? '').replace(/\/*$/, '')}/`);
}

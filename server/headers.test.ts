import { describe, expect, it } from 'vitest';
import { developmentHeaders, metaPolicies, pageHeaders } from './headers.ts';

function directive(headers: Readonly<Record<string, string>>, name: string): string[] | undefined {
  return headers['Content-Security-Policy']
    ?.split('; ')
    .map((part) => part.split(' '))
    .find(([first]) => first === name)
    ?.slice(1);
}

describe('the headers', () => {
  it('isolate the page', () => {
    expect(pageHeaders).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
  });

  it('allow scripts of the own origin and WebAssembly only', () => {
    expect(directive(pageHeaders, 'script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directive(pageHeaders, 'default-src')).toEqual(["'none'"]);
  });

  it('allow connections to https and loopback, not to http elsewhere', () => {
    expect(directive(pageHeaders, 'connect-src')).toEqual([
      "'self'",
      'https:',
      'http://127.0.0.1:*',
      'http://localhost:*',
    ]);
  });

  it('can be repeated in the HTML, except for what browsers take from headers alone', () => {
    const ofHeader = pageHeaders['Content-Security-Policy'];
    expect(ofHeader).toBe(`${metaPolicies.contentSecurityPolicy}; frame-ancestors 'none'`);
    expect(metaPolicies.referrer).toBe('no-referrer');
  });

  it('let one inline script and hot reloading through in development, and change nothing else', () => {
    const development = developmentHeaders('abc');
    expect(directive(development, 'script-src')).toEqual(["'self'", "'wasm-unsafe-eval'", "'nonce-abc'"]);
    expect(directive(development, 'connect-src')).toContain('ws://127.0.0.1:*');
    expect(directive(development, 'style-src')).toEqual(directive(pageHeaders, 'style-src'));
    expect(Object.keys(development)).toEqual(Object.keys(pageHeaders));
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageHeaders } from '../server/headers.ts';
import { headersFile, spaceReadme, withPreviewAddress } from './host-files.ts';

describe('the files for hosts', () => {
  it('name every header of the page for every path', () => {
    const [everywhere = ''] = headersFile().split('/assets/*');
    const [path, ...lines] = everywhere.trimEnd().split('\n');
    expect(path).toBe('/*');
    expect(lines.map((line) => line.trim())).toEqual(
      Object.entries(pageHeaders).map(([name, value]) => `${name}: ${value}`),
    );
  });

  it('let browsers keep files with a hash in their names', () => {
    expect(headersFile()).toMatch(/\/assets\/\*\n {2}Cache-Control: public, max-age=31536000, immutable\n$/);
  });

  it('stay within the line length that Cloudflare Pages reads', () => {
    expect(
      Math.max(
        ...headersFile()
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThan(2000);
  });

  it('include a page for addresses without a file, where Cloudflare Pages would answer with the page itself', () => {
    // https://developers.cloudflare.com/pages/configuration/serving-pages/#not-found-behavior
    expect(readFileSync('public/404.html', 'utf8')).toContain('<h1>Not found</h1>');
  });

  it('isolate a Hugging Face Space, and let the frame around it load it', () => {
    const [, front = '', body] = spaceReadme('Bench', 'What it does.').split('---\n');
    expect(front).toContain('sdk: static\n');
    expect(front).toContain(
      [
        'custom_headers:',
        '  cross-origin-opener-policy: same-origin',
        '  cross-origin-embedder-policy: require-corp',
        '  cross-origin-resource-policy: cross-origin',
        '',
      ].join('\n'),
    );
    expect(body).toBe('\nWhat it does.\n');
  });
});

describe('the preview of a link', () => {
  const html = readFileSync('index.html', 'utf8');
  const property = (page: string, name: string) =>
    new RegExp(`<meta property="og:${name}" content="([^"]*)"`).exec(page)?.[1];

  it('has absolute addresses where the build is given the page’s', () => {
    const page = withPreviewAddress(html, 'https://example.org/bench/');
    expect(property(page, 'url')).toBe('https://example.org/bench/');
    expect(property(page, 'image')).toBe('https://example.org/bench/share.png');
    expect(property(page, 'title')).toBe('Rerank Bench');
  });

  it('stays as it is where the address is unknown', () => {
    expect(withPreviewAddress(html, '')).toBe(html);
    expect(property(html, 'url')).toBeUndefined();
  });
});

it('installs each copy of the page as an app of its own, wherever it lies', () => {
  const manifest: Readonly<Record<string, string>> = JSON.parse(
    readFileSync('public/manifest.webmanifest', 'utf8'),
  );
  const start = new URL(manifest.start_url ?? '', 'https://host.test/people/bench/manifest.webmanifest');
  // Browsers read an id from the host's root on, not from the manifest's folder (https://www.w3.org/TR/appmanifest/#id-member).
  const { href: id } = manifest.id === undefined ? start : new URL(manifest.id, start.origin);
  expect(id).toBe('https://host.test/people/bench/');
});

import type { HtmlTagDescriptor, Plugin } from 'vite';
import { hashedFiles, isolationHeaders, metaPolicies, pageHeaders } from '../server/headers.ts';

/** Cloudflare Pages takes no larger file (https://developers.cloudflare.com/pages/platform/limits/). */
const largestFileBytes = 25 * 1024 * 1024;

/**
 * The headers as Cloudflare Pages and Netlify read them from a file `_headers`
 * (https://developers.cloudflare.com/pages/configuration/headers/).
 */
export function headersFile(): string {
  const everywhere = Object.entries(pageHeaders).map(([name, value]) => `  ${name}: ${value}\n`);
  return `/*\n${everywhere.join('')}${hashedFiles.path}*\n  Cache-Control: ${hashedFiles.cacheControl}\n`;
}

/**
 * The README of a Hugging Face Space of static files. Its front matter asks for the headers that such a Space
 * may send (https://huggingface.co/docs/hub/spaces-config-reference). The Space is shown in a frame of
 * another site, which only takes files that allow it.
 */
export function spaceReadme(title: string, description: string): string {
  const headers = { ...isolationHeaders, 'Cross-Origin-Resource-Policy': 'cross-origin' };
  return [
    '---',
    `title: ${title}`,
    'emoji: 📊',
    'colorFrom: blue',
    'colorTo: indigo',
    'sdk: static',
    'app_file: index.html',
    'license: apache-2.0',
    'custom_headers:',
    ...Object.entries(headers).map(([name, value]) => `  ${name.toLowerCase()}: ${value}`),
    '---',
    '',
    description,
    '',
  ].join('\n');
}

const metaTags: HtmlTagDescriptor[] = [
  {
    tag: 'meta',
    attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicies.contentSecurityPolicy },
    injectTo: 'head-prepend',
  },
  { tag: 'meta', attrs: { name: 'referrer', content: metaPolicies.referrer }, injectTo: 'head-prepend' },
];

/**
 * Lets the built folder be put on any static host. It adds what the hosts read, repeats in the HTML what
 * does not need a header, and refuses a file that is too large for some host.
 */
export function hostFiles(project: { readonly title: string; readonly description: string }): Plugin {
  return {
    name: 'host-files',
    apply: 'build',
    transformIndexHtml: () => metaTags,
    generateBundle: {
      // The worker's files are there only after Vite's own plugins.
      order: 'post',
      handler(_, bundle) {
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile() });
        this.emitFile({
          type: 'asset',
          fileName: 'README.md',
          source: spaceReadme(project.title, project.description),
        });
        for (const file of Object.values(bundle)) {
          const bytes = Buffer.byteLength(file.type === 'asset' ? file.source : file.code);
          if (bytes > largestFileBytes)
            this.error(`${file.fileName} has ${bytes} bytes, too many for a host.`);
        }
      },
    },
  };
}

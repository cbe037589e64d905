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

/**
 * The page's HTML with absolute addresses in what other sites show for a link to it. Many programs that make
 * such a preview take no relative address for the picture (https://ogp.me).
 *
 * @param page the page's address with a slash at the end; where it is empty, the HTML stays as it is
 */
export function withPreviewAddress(html: string, page: string): string {
  if (page === '') return html;
  const picture = /<meta property="og:image" content="[^"]*"/;
  if (!picture.test(html)) throw new Error('The page names no picture for links to it.');
  const address = (file: string) => new URL(file, page).href.replaceAll('&', '&amp;');
  return html.replace(
    picture,
    () =>
      `<meta property="og:url" content="${address('')}" />\n    ` +
      `<meta property="og:image" content="${address('share.png')}"`,
  );
}

const metaTags: HtmlTagDescriptor[] = [
  {
    tag: 'meta',
    attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicies.contentSecurityPolicy },
    injectTo: 'head-prepend',
  },
  { tag: 'meta', attrs: { name: 'referrer', content: metaPolicies.referrer }, injectTo: 'head-prepend' },
];

interface HostedPage {
  readonly title: string;
  readonly description: string;
  /** The address it will have; see `withPreviewAddress`. */
  readonly address: string;
}

/**
 * Lets the built folder be put on any static host. It adds what the hosts read, repeats in the HTML what
 * does not need a header, and refuses a file that is too large for some host.
 */
export function hostFiles(project: HostedPage): Plugin {
  return {
    name: 'host-files',
    apply: 'build',
    transformIndexHtml: {
      // Vite's own plugins make the picture's address relative.
      order: 'post',
      handler: (html) => ({ html: withPreviewAddress(html, project.address), tags: metaTags }),
    },
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

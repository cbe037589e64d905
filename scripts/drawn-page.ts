import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build, createServer, type HtmlTagDescriptor, type Plugin } from 'vite';
import { hashedFiles } from '../server/headers.ts';

/**
 * Puts the first screen into the page's HTML, drawn when the page is built, so that it is seen before the page's
 * script has come and run. Nobody can use it and no screen reader reads it; React takes its place.
 */
export function drawnPage(): Plugin {
  let root = '';
  let define: Record<string, unknown> = {};
  let script = { name: '', source: '' };
  return {
    name: 'drawn-page',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
      define = config.define ?? {};
    },
    async buildStart() {
      script = await scriptBefore(root, define);
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: script.name, source: script.source });
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, { bundle }) {
        const place = '<div id="root"></div>';
        if (!html.includes(place)) throw new Error(`The page has no ${place}.`);
        const { styles, pages } = await drawnPages(root);
        const tags: HtmlTagDescriptor[] = [
          // Not a module, since those run after the first paint.
          { tag: 'script', attrs: { src: `./${script.name}` }, injectTo: 'head-prepend' },
          ...firstFiles(Object.keys(bundle ?? {})),
          { tag: 'style', attrs: { 'data-mantine-styles': true }, children: styles, injectTo: 'head' },
        ];
        return { html: html.replace(place, () => `<div id="drawn">${pages}</div>\n    ${place}`), tags };
      },
    },
  };
}

/**
 * Names the styles and scripts of the first screen among the built files (vite.config.ts). The scripts are fetched
 * together, once the drawn page is seen (src/page/app/start.ts).
 */
function firstFiles(files: readonly string[]): HtmlTagDescriptor[] {
  const links = (ending: string, attrs: HtmlTagDescriptor['attrs']): HtmlTagDescriptor[] =>
    files
      .filter((file) => /^assets\/(first|main)-/.test(file) && file.endsWith(ending))
      .map((file) => ({
        tag: 'link',
        attrs: { ...attrs, crossorigin: true, href: `./${file}` },
        injectTo: 'head',
      }));
  return [...links('.css', { rel: 'stylesheet' }), ...links('.js', { 'data-rel': 'modulepreload' })];
}

/** The script that runs before the first paint. */
async function scriptBefore(
  root: string,
  define: Record<string, unknown>,
): Promise<{ readonly name: string; readonly source: string }> {
  const built = await build({
    configFile: false,
    root,
    define,
    publicDir: false,
    logLevel: 'error',
    build: {
      target: 'es2022',
      write: false,
      rolldownOptions: {
        input: join(root, 'src', 'page', 'app', 'before-first-paint.ts'),
        output: { format: 'iife' },
      },
    },
  });
  const [result] = [built].flat();
  if (result === undefined || !('output' in result))
    throw new Error('The script before the first paint is missing.');
  const source = result.output[0].code;
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
  return { name: `${hashedFiles.path.slice(1)}before-first-paint-${hash}.js`, source };
}

interface DrawnPages {
  /**
   * What Mantine adds of styles. They stay when the drawn page goes, since without a style sheet less or more the
   * browser need not style the whole page again (src/page/ui/theme.tsx).
   */
  readonly styles: string;
  /** Both layouts of the first screen, of which a style sheet shows one (src/page/ui/theme.css). */
  readonly pages: string;
}

const styleTag = /<style data-mantine-styles[^>]*>(.*?)<\/style>/gs;

async function drawnPages(root: string): Promise<DrawnPages> {
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    const { drawnPage } = (await server.ssrLoadModule('/src/page/app/drawn-page.tsx')) as {
      readonly drawnPage: (isPhone: boolean) => string;
    };
    const wide = drawnPage(false);
    const layout = (name: string, page: string) =>
      `<div class="drawn" data-layout="${name}" inert aria-hidden="true">${page.replace(styleTag, '')}</div>`;
    return {
      styles: Array.from(wide.matchAll(styleTag), ([, styles]) => styles).join(''),
      pages: layout('wide', wide) + layout('phone', drawnPage(true)),
    };
  } finally {
    await server.close();
  }
}

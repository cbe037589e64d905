import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const styleSheet = /[\\/]@mantine[\\/]core[\\/]styles\.layer\.css$/;
const classNames = /^(.*[\\/]@mantine[\\/]core)[\\/]esm[\\/].*[\\/](\w+)\.module\.mjs$/;

/** What every page with Mantine needs. The rest of its style sheet belongs to single components. */
const base = ['baseline', 'default-css-variables', 'global'];

/**
 * Leaves the styles of components that the page does not have out of the built page. They are most of
 * Mantine's style sheet.
 *
 * `@mantine/core/styles.layer.css` becomes the base alone, and each component's list of class names imports
 * the component's own styles. They so come with the component, after those of the components that it is made
 * of. A development server, which does not use this plugin, serves the whole style sheet.
 */
export function mantineStyles(): Plugin {
  return {
    name: 'mantine-styles',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!styleSheet.test(id)) return null;
      const folder = id.replace(styleSheet, '');
      return base
        .map((name) => readFileSync(join(folder, '@mantine', 'core', 'styles', `${name}.layer.css`), 'utf8'))
        .join('\n');
    },
    transform(code, id) {
      const [, folder, name] = classNames.exec(id) ?? [];
      if (folder === undefined || !existsSync(join(folder, 'styles', `${name}.layer.css`))) return null;
      return { code: `import '@mantine/core/styles/${name}.layer.css';\n${code}`, map: null };
    },
  };
}

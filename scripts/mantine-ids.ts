import type { Plugin } from 'vite';

const idHook = /[\\/]@mantine[\\/]hooks[\\/]esm[\\/]use-id[\\/]use-id\.mjs$/;

/**
 * Gives Mantine's parts React's own ids in the built page. Mantine replaces React's id by a random one as soon as a
 * part is in the document, which older versions of React needed, and so has React draw each part twice.
 */
export function mantineIds(): Plugin {
  let isReplaced = false;
  return {
    name: 'mantine-ids',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!idHook.test(id)) return null;
      isReplaced = true;
      return `
        import { useId as useReactId } from 'react';
        export function useId(staticId) {
          const id = useReactId();
          return typeof staticId === 'string' ? staticId : id;
        }
      `;
    },
    buildEnd(error) {
      if (error === undefined && !isReplaced) throw new Error('Mantine has its ids from elsewhere.');
    },
  };
}

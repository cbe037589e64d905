import type { Plugin } from 'vite';

/**
 * Has Chromium compile scripts of which most is called while the page opens as they arrive, on another thread, rather
 * than function by function when each is first called
 * (https://github.com/WICG/explicit-javascript-compile-hints-file-based).
 *
 * @param names the built scripts' names, without hash and ending
 */
export function compileHints(names: readonly string[]): Plugin {
  return {
    name: 'compile-hints',
    apply: 'build',
    generateBundle: {
      // The hint counts in the first line alone, before which Vite puts a line of its own.
      order: 'post',
      handler(_, bundle) {
        for (const name of names) {
          const script = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === name);
          if (script?.type !== 'chunk') throw new Error(`The build has no script ${name}.`);
          script.code = `//# allFunctionsCalledOnLoad\n${script.code}`;
        }
      },
    },
  };
}

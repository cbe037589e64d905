/**
 * A pointer that git-lfs keeps in a repository in place of a large file. It stands for the file until
 * `git lfs pull` has fetched it (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
 */
const firstLine = 'version https://git-lfs.github.com/spec/v1';

/**
 * Whether a path is a model's large file, which a clone keeps in git-lfs: tokenizer, graph, external data.
 */
export const isLargeFile = (path: string): boolean =>
  /^(?:tokenizer\.json|(?:onnx\/)?[^/]+\.onnx[^/]*)$/.test(path);

/** Pointers are smaller than this. */
export const mostPointerBytes = 1024;

/** A pointer's shortest form: the first line, a SHA-256 and a size. */
export const fewestPointerBytes = 120;

export const isLfsPointer = (content: Uint8Array): boolean =>
  content.length <= mostPointerBytes &&
  Array.from(firstLine).every((letter, place) => content[place] === letter.charCodeAt(0));

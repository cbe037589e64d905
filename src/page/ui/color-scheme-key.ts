/** The key in local storage of the visitor's choice of light or dark. */
export const colorSchemeKey = 'rerank-bench-color-scheme';

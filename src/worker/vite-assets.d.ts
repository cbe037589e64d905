/** Vite answers the address under which it serves a file. */
declare module '*?url' {
  const address: string;
  export default address;
}

/** The address of a file that the build packs with gzip (scripts/packed-runtime.ts). */
declare module '*?packed' {
  const address: string;
  export default address;
}

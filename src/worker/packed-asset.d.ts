/** The address of a file that the build packs with gzip (scripts/packed-runtime.ts). */
declare module '*?packed' {
  const address: string;
  export default address;
}

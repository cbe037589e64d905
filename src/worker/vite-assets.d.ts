/** Vite answers the address under which it serves a file. */
declare module '*?url' {
  const address: string;
  export default address;
}

const gzipMagic = [0x1f, 0x8b] as const;

/**
 * The bytes of a file that was packed with gzip. A host that knows such files has the browser unpack it, which
 * the bytes show and its name does not.
 *
 * @throws Error naming the status, if the host does not have the file
 */
export async function unpacked(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (!response.ok) throw new Error(`status ${response.status} for ${response.url}`);
  const packed = new Uint8Array(await response.arrayBuffer());
  if (gzipMagic.some((byte, i) => packed[i] !== byte)) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

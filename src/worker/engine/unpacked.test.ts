import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpacked } from './unpacked.ts';

const content = new TextEncoder().encode('\0asm and what follows');

describe('a packed file', () => {
  it('is unpacked', async () => {
    expect(await unpacked(new Response(gzipSync(content)))).toEqual(content);
  });

  it('is taken as it is where the browser has unpacked it already', async () => {
    expect(await unpacked(new Response(content))).toEqual(content);
  });

  it('that the host does not have is refused', async () => {
    await expect(unpacked(new Response('gone', { status: 404 }))).rejects.toThrow('status 404');
  });
});

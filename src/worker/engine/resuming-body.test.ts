import { describe, expect, it } from 'vitest';
import { resumeRule, resumingBody } from './resuming-body.ts';
import { type FakeAnswer, fakeHub } from './testing/fake-hub.ts';

const address = 'https://hub.test/file';
const etag = '"one"';

/** The first answer: ten bytes are promised, four come. */
const cut: FakeAnswer = {
  headers: { 'content-length': '10', etag },
  pieces: ['ab', 'cd'],
  end: 'breaks',
};
const rest = (first: number, text: string, more: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  status: 206,
  headers: { etag, 'content-range': `bytes ${first}-9/10`, ...more },
  pieces: [text],
});

/** Downloads a file from a hub with these answers. */
async function download(...answers: readonly (FakeAnswer | 'offline')[]) {
  const hub = fakeHub(...answers);
  const waits: number[] = [];
  const silent = answers.some((answer) => answer !== 'offline' && answer.end === 'silent');
  const response = await hub.fetch(address);
  const pieces = resumingBody(address, response, {
    fetch: hub.fetch,
    pause: async (ms) => {
      waits.push(ms);
    },
    // Where nothing comes, time passes at once.
    after: (ms, callback) => {
      const timer = silent && ms === resumeRule.silenceMs ? setTimeout(callback, 1) : undefined;
      return () => clearTimeout(timer);
    },
    onBreak: () => {},
  });
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const piece of pieces) text += decoder.decode(piece);
    return { text, waits, ranges: hub.ranges, failure: null };
  } catch (failure) {
    return { text, waits, ranges: hub.ranges, failure };
  }
}

describe('a download', () => {
  it('is passed on as it is where nothing breaks', async () => {
    const whole: FakeAnswer = { headers: { 'content-length': '6' }, pieces: ['abc', 'def'] };
    expect(await download(whole)).toEqual({ text: 'abcdef', waits: [], ranges: [null], failure: null });
  });

  it.each(['breaks', 'closes', 'silent'] as const)(
    'goes on where it stopped when the connection %s',
    async (end) => {
      expect(await download({ ...cut, end }, rest(4, 'efghij'))).toEqual({
        text: 'abcdefghij',
        waits: [500],
        ranges: [null, 'bytes=4-'],
        failure: null,
      });
    },
  );

  it('waits longer from attempt to attempt while there is no connection', async () => {
    const { text, waits } = await download(cut, 'offline', { status: 503 }, 'offline', rest(4, 'efghij'));
    expect(text).toBe('abcdefghij');
    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  it('goes on from break to break', async () => {
    const broken: FakeAnswer = { ...rest(4, 'ef'), end: 'breaks' };
    const { text, ranges } = await download(cut, broken, rest(6, 'ghij'));
    expect(text).toBe('abcdefghij');
    expect(ranges).toEqual([null, 'bytes=4-', 'bytes=6-']);
  });

  it('is given up after the last attempt, and says how much had come', async () => {
    const { waits, failure } = await download(cut);
    expect(waits).toEqual(resumeRule.waitsMs);
    expect(failure).toMatchObject({
      code: 'file-incomplete',
      message: address,
      detail: '4 of 10 bytes; TypeError: network error',
    });
  });

  it('counts attempts anew once a connection brought a fair amount', async () => {
    const size = 2 * resumeRule.fairBytes;
    const half = 'x'.repeat(resumeRule.fairBytes);
    const headers = { 'content-length': String(size + 1), etag };
    const part = (first: number) => ({ etag, 'content-range': `bytes ${first}-${size}/${size + 1}` });
    const { text, waits } = await download(
      { headers, pieces: ['x'], end: 'breaks' },
      'offline',
      { status: 206, headers: part(1), pieces: [half], end: 'breaks' },
      { status: 206, headers: part(1 + half.length), pieces: [half] },
    );
    expect(text).toHaveLength(size + 1);
    expect(waits).toEqual([500, 1000, 500]);
  });

  it('drops what it has where the server answers with the whole file', async () => {
    const whole: FakeAnswer = { headers: { 'content-length': '10', etag }, pieces: ['abc', 'defg', 'hij'] };
    expect(await download(cut, whole)).toMatchObject({ text: 'abcdefghij', failure: null });
    // A break before the old place was reached again loses nothing either.
    const broken: FakeAnswer = { ...whole, pieces: ['abc'], end: 'breaks' };
    expect(await download(cut, broken, rest(4, 'efghij'))).toMatchObject({
      text: 'abcdefghij',
      failure: null,
    });
  });

  it.each([
    ['a part of another version', rest(4, 'EFGHIJ', { etag: '"two"' })],
    ['another version', { headers: { 'content-length': '10', etag: '"two"' }, pieces: ['ABCDEFGHIJ'] }],
    ['a file that ends earlier now', { status: 416, headers: { etag: '"two"' } }],
  ] as const)('is not put together from different files: %s', async (_, answer) => {
    expect(await download(cut, answer)).toMatchObject({ text: 'abcd', failure: { code: 'file-changed' } });
  });

  it('takes the time of the last change where there is no strong ETag', async () => {
    const dated = {
      'content-length': '10',
      etag: 'W/"weak"',
      'last-modified': 'Mon, 02 Nov 2026 00:00:00 GMT',
    };
    const { 'content-length': _, ...same } = dated;
    expect(await download({ ...cut, headers: dated }, rest(4, 'efghij', same))).toMatchObject({
      text: 'abcdefghij',
      failure: null,
    });
    const later = { ...same, 'last-modified': 'Tue, 03 Nov 2026 00:00:00 GMT' };
    expect(await download({ ...cut, headers: dated }, rest(4, 'efghij', later))).toMatchObject({
      failure: { code: 'file-changed' },
    });
  });

  it('is not continued where nothing tells one version from another', async () => {
    const { ranges, failure } = await download(
      { ...cut, headers: { 'content-length': '10' } },
      rest(4, 'efghij'),
    );
    expect(ranges).toEqual([null]);
    expect(failure).toMatchObject({ code: 'file-incomplete' });
  });

  it('goes by the part’s length where its place is not for pages to read', async () => {
    const part = (length: number): FakeAnswer => ({
      status: 206,
      headers: { etag, 'content-length': String(length) },
      pieces: ['efghij'],
    });
    expect(await download(cut, part(6))).toMatchObject({ text: 'abcdefghij' });
    expect(await download(cut, part(5))).toMatchObject({ failure: { code: 'file-incomplete' } });
  });

  it('takes no part from another place', async () => {
    expect(await download(cut, rest(5, 'fghij'), rest(4, 'efghij'))).toMatchObject({
      text: 'abcdefghij',
      waits: [500, 1000],
    });
  });

  it('does not compare lengths where the file came compressed', async () => {
    const packed = { 'content-length': '3', 'content-encoding': 'gzip' };
    expect(await download({ headers: packed, pieces: ['abcdef'] })).toMatchObject({ text: 'abcdef' });
  });
});

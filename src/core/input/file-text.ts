/** A file's text, or why it has none. */
export type FileText =
  | {
      readonly state: 'text';
      readonly text: string;
      /** As the Encoding Standard labels it: https://encoding.spec.whatwg.org/#names-and-labels */
      readonly encoding: string;
      /** Whether the encoding was guessed, because the bytes are not UTF-8 and no mark names another. */
      readonly isGuess: boolean;
    }
  /** `looks-binary`: no text. `unknown-encoding`: text in an encoding that was not recognised. */
  | { readonly state: 'error'; readonly code: 'looks-binary' | 'unknown-encoding' };

/** `TextDecoder` of browsers and Node, which has to be handed in here. */
export type DecoderClass = new (label: string) => { decode(bytes: Uint8Array): string };

const marks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/**
 * Decodes a file. A byte order mark decides, else UTF-8 if the bytes are valid in it. Other bytes are taken
 * for UTF-16 or Windows-1252 if they look like it. The mark is not part of the text.
 *
 * @param encoding is used instead, whatever the bytes look like
 * @throws RangeError if there is no such encoding
 */
export function decodeFile(bytes: Uint8Array, Decoder: DecoderClass, encoding?: string): FileText {
  const decoded = (label: string, isGuess: boolean): FileText => {
    const raw = new Decoder(label).decode(bytes);
    const text = westernLabels.test(label) ? raw.replace(/[\u0080-\u009F]/g, westernCharacter) : raw;
    return { state: 'text', text, encoding: label, isGuess };
  };
  const mark = marks.find((each) => each.bytes.every((byte, place) => bytes[place] === byte));
  const given = encoding ?? mark?.encoding;
  if (given !== undefined) return decoded(given, false);

  const wide = wideEncoding(bytes);
  if (wide !== null) return decoded(wide, true);
  const text = new Decoder('utf-8').decode(bytes);
  if (!looksBinary(text) && isMostlyUtf8(text)) {
    return { state: 'text', text, encoding: 'utf-8', isGuess: false };
  }
  if (text.includes('\0') || looksBinary(text.replaceAll('\uFFFD', '.'))) {
    return { state: 'error', code: 'looks-binary' };
  }
  return looksWestern(bytes) ? decoded('windows-1252', true) : { state: 'error', code: 'unknown-encoding' };
}

/** The labels that mean Windows-1252. */
const westernLabels = /^\s*(windows-1252|(x-)?cp1252|(iso[-_]?)?8859[-_]?1|latin1|(us-)?ascii)\s*$/i;

/** What Windows-1252 has at 0x80 to 0x9F. */
const westernBlock = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Node's decoder takes the encoding for Latin-1: https://github.com/nodejs/node/issues/56542 */
const westernCharacter = (control: string): string => westernBlock[control.charCodeAt(0) - 0x80] ?? control;

/**
 * Whether a text decoded as UTF-8 lost nothing, or only a few damaged bytes. Its other characters outside
 * ASCII prove then that the encoding is right.
 */
function isMostlyUtf8(text: string): boolean {
  const lost = text.match(/\uFFFD/g)?.length ?? 0;
  return lost === 0 || (text.match(/[\u0080-\uFFFC]/g)?.length ?? 0) > lost;
}

/**
 * UTF-16 without a byte order mark, if nearly every second byte of the start is zero, as in English text.
 */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const start = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [place, byte] of start.entries()) {
    if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const most = 0.4 * start.length;
  if (start.length < 4 || bytes.length % 2 !== 0) return null;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : null;
}

/** Bytes that Windows-1252 leaves undefined. */
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Whether bytes look like Windows-1252. Western languages write few letters outside ASCII, and hardly ever
 * three of them in a row. Cyrillic, Greek and Chinese encodings use such bytes for whole words.
 */
function looksWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let inLongRuns = 0;
  let run = 0;
  for (const byte of bytes) {
    if (byte < 0x80) {
      run = 0;
      continue;
    }
    if (undefinedBytes.has(byte)) return false;
    high += 1;
    run += 1;
    if (run >= 3) inLongRuns += run === 3 ? 3 : 1;
  }
  return high <= 0.4 * bytes.length && inLongRuns <= 0.1 * high;
}

/**
 * Largest share of unreadable characters in what still counts as text. One stray byte in a long file is no
 * reason to refuse it. A picture or an archive, decoded as UTF-8, has tens of per cent of them.
 */
const maxUnreadableShare = 0.005;

// Tab, line feed, form feed and carriage return are the C0 controls that occur in plain text.
// Decoders replace bytes that are not UTF-8 by U+FFFD.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unreadable = /[\u0001-\u0008\u000B\u000E-\u001F\uFFFD]/g;

/**
 * Whether a decoded file is no text: it contains a NUL (as UTF-16 files decoded as UTF-8 do) or too large a
 * share of control and replacement characters.
 */
export function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const found = text.match(unreadable)?.length ?? 0;
  return found > maxUnreadableShare * text.length;
}

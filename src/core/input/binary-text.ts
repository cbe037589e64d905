/**
 * Largest share of unreadable characters in a text that still passes for text. One stray byte in a long file should not
 * turn it away; a picture, an archive or Chinese in GBK decoded as UTF-8 has tens of per cent of them.
 */
export const maxUnreadableShare = 0.005;

// Tab, line feed, form feed and carriage return are the C0 controls that occur in plain text.
// U+FFFD is what decoders put in the place of bytes that are no UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unreadable = /[\u0001-\u0008\u000B\u000E-\u001F\uFFFD]/g;

/**
 * Whether a decoded file was never text in UTF-8: it holds a NUL (as UTF-16 files decoded as UTF-8 do) or too large a
 * share of control and replacement characters.
 */
export function looksBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const found = text.match(unreadable)?.length ?? 0;
  return found > maxUnreadableShare * text.length;
}

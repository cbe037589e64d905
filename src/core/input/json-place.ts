import { lineAt } from './text-lines.ts';

/** A key or an index on the way to a value. */
export type JsonStep = string | number;

/**
 * Where a JSON text stops being JSON, and where the values in it begin. `JSON.parse` tells neither reliably:
 * the message of a fault differs between browsers and often has no position.
 *
 * @param onValue hears the offset of each value before it is read, with the way to it
 * @returns the offset of the first fault; `null` if the text is JSON
 * @throws RangeError if values are nested too deep for the stack
 */
function walkJson(
  text: string,
  onValue: (path: readonly JsonStep[], offset: number) => void = () => {},
): number | null {
  const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  const path: JsonStep[] = [];
  let at = 0;

  const skipSpace = () => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at += 1;
  };
  const take = (character: string): boolean => {
    skipSpace();
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  /** The string that begins here; `null` if none does. */
  const string = (): string | null => {
    const start = at;
    if (text[at] !== '"') return null;
    let end = at + 1;
    while (end < text.length && text[end] !== '"' && text[end] !== '\n') end += text[end] === '\\' ? 2 : 1;
    try {
      const value: unknown = JSON.parse(text.slice(start, end + 1));
      at = end + 1;
      return String(value);
    } catch {
      return null;
    }
  };
  /** Reads the items up to the closing bracket. */
  const list = (close: string, item: (index: number) => boolean): boolean => {
    if (take(close)) return true;
    for (let index = 0; ; index += 1) {
      if (!item(index)) return false;
      if (take(close)) return true;
      if (!take(',')) return false;
    }
  };
  const valueAt = (step: JsonStep): boolean => {
    path.push(step);
    const isRead = value();
    if (isRead) path.pop();
    return isRead;
  };
  const value = (): boolean => {
    skipSpace();
    onValue(path, at);
    switch (text[at]) {
      case '[':
        at += 1;
        return list(']', valueAt);
      case '{':
        at += 1;
        return list('}', () => {
          skipSpace();
          const key = string();
          return key !== null && take(':') && valueAt(key);
        });
      case '"':
        return string() !== null;
      default: {
        scalar.lastIndex = at;
        const found = scalar.exec(text);
        if (found === null) return false;
        at += found[0].length;
        return true;
      }
    }
  };

  if (!value()) return at;
  skipSpace();
  return at < text.length ? at : null;
}

/** The line, from 1, on which a JSON text has its first fault; `undefined` if it has none or is too deep. */
export function lineOfFault(text: string): number | undefined {
  try {
    const fault = walkJson(text);
    return fault === null ? undefined : lineAt(text, fault);
  } catch {
    return undefined;
  }
}

/** The line, from 1, on which a value of a JSON text begins. */
export function lineOfValue(text: string, path: readonly JsonStep[]): number | undefined {
  let offset: number | undefined;
  try {
    walkJson(text, (at, start) => {
      if (at.length === path.length && path.every((step, depth) => step === at[depth])) offset = start;
    });
  } catch {
    return undefined;
  }
  return offset === undefined ? undefined : lineAt(text, offset);
}

import { countLineEnds } from './text-lines.ts';

/**
 * Line (from 1) of the first quote in a CSV text that is never closed, or that is followed by something other than a
 * comma or a line end; `undefined` when there is none. RFC 4180 §2: https://www.rfc-editor.org/rfc/rfc4180#section-2
 *
 * d3-dsv accepts both without a word: it takes an unclosed quote to the end of the file, rows and all, and drops the
 * character after a closing one. A user would lose documents and not know.
 */
export function findQuoteFault(csv: string): number | undefined {
  const fieldEnd = /[,\r\n]/g;
  let fieldStart = 0;
  while (fieldStart < csv.length) {
    if (csv[fieldStart] === '"') {
      const end = quotedFieldEnd(csv, fieldStart);
      if (end === undefined || !isFieldEnd(csv[end])) return 1 + countLineEnds(csv.slice(0, fieldStart));
      fieldStart = end + 1;
    } else {
      fieldEnd.lastIndex = fieldStart;
      const end = fieldEnd.exec(csv);
      if (!end) return undefined;
      fieldStart = end.index + 1;
    }
  }
  return undefined;
}

/** Place after the closing quote of a field that opens at `open`; a doubled quote stands for one inside the field. */
function quotedFieldEnd(csv: string, open: number): number | undefined {
  let quote = csv.indexOf('"', open + 1);
  while (quote >= 0 && csv[quote + 1] === '"') quote = csv.indexOf('"', quote + 2);
  return quote < 0 ? undefined : quote + 1;
}

function isFieldEnd(character: string | undefined): boolean {
  return character === undefined || character === ',' || character === '\r' || character === '\n';
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draftOfLink } from './draft-of-link.ts';
import { lettersToText } from './link-bytes.ts';
import { packRun } from './link-layout.ts';
import { fragmentToRun } from './permalink.ts';

/**
 * Links made by version 0.1 of the page, each with the run that it opened then: the link is on the first
 * line, the run as JSON on the second. People keep links in chats and issues, so every later version must
 * open them to the same run. Never regenerate these files; add others.
 */
const kinds = ['sweep', 'two-lanes', 'load-test', 'twin', 'shortened', 'older'];

function kept(kind: string) {
  const file = readFileSync(new URL(`./testing/links/${kind}.txt`, import.meta.url), 'utf8');
  const [link = '', opened = ''] = file.split('\n');
  const read = fragmentToRun(link);
  if (read.state !== 'ok') throw new Error(JSON.stringify(read));
  return { link, opened: JSON.parse(opened), run: read.run };
}

describe('a kept link', () => {
  it.each(kinds)('of kind “%s” opens to what it opened as when it was made', (kind) => {
    const { run, opened } = kept(kind);
    expect(draftOfLink(run)).toMatchObject(opened);
  });

  it.each(kinds.filter((kind) => kind !== 'older'))('of kind “%s” is packed again as it was', (kind) => {
    const { link, run } = kept(kind);
    const packed = lettersToText(link.slice('#r='.length));
    expect(packed).toEqual({ state: 'ok', text: JSON.stringify(packRun(run)) });
  });
});

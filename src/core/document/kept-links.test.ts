import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { draftOfLink } from './draft-of-link.ts';
import { fragmentToRun } from './permalink.ts';

/**
 * Links made by version 0.1 of the page, each with what it opened as then: the link on the first line, the run as JSON on the second.
 * They lie in chats and issues, so every later version has to open them to the same. Never make these files anew: add others.
 */
const kinds = ['sweep', 'two-lanes', 'load-test', 'twin', 'shortened', 'older'];

it.each(kinds)('opens the kept link of kind “%s” to what it opened as when it was made', (kind) => {
  const file = readFileSync(new URL(`./testing/links/${kind}.txt`, import.meta.url), 'utf8');
  const [link = '', opened = ''] = file.split('\n');
  const read = fragmentToRun(link);
  if (read.state !== 'ok') throw new Error(JSON.stringify(read));
  expect(draftOfLink(read.run)).toMatchObject(JSON.parse(opened));
});

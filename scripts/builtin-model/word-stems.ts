import type { WordCounts } from './word-frequencies.ts';

/** A split word: `stem` + `ending` is the word. */
export interface StemmedWord {
  readonly stem: string;
  readonly ending: string;
}

/**
 * Removes a regular ending (-s, -es, -ed, -ing, -ly and their spelling variants) if the word without it is
 * known. "cities" and "city" become "cit" + "ies" and "cit" + "y"; "running" becomes "run" + "ning". With
 * such stems in its vocabulary WordPiece finds the common part, so that "cities" in a query matches "city" in
 * a document.
 *
 * A stem that has lost a letter ("cit", "mak") must not be a word itself: "caring" is not a form of "car".
 */
export function stemOf(word: string, counts: WordCounts): StemmedWord {
  return withoutEnding(word, counts) ?? bareStem(word, counts) ?? { stem: word, ending: '' };
}

interface Ending {
  readonly pattern: RegExp;
  /** The words that the ending may have been added to, given the word without it. */
  readonly bases: (rest: string) => readonly string[];
}

const endings: readonly Ending[] = [
  { pattern: /ies$/, bases: (rest) => [`${rest}y`] },
  { pattern: /ied$/, bases: (rest) => [`${rest}y`] },
  { pattern: /es$/, bases: (rest) => [`${rest}e`, rest] },
  { pattern: /(?<![suiy])s$/, bases: (rest) => [rest] },
  { pattern: /ed$/, bases: verbs },
  { pattern: /ing$/, bases: verbs },
  { pattern: /ly$/, bases: (rest) => (rest.length > 3 ? [rest] : []) },
];

/**
 * The verbs that "-ed" and "-ing" may have been added to. A single consonant after one short vowel means that
 * an e was dropped: "hoping".
 */
function verbs(rest: string): readonly string[] {
  const silent = `${rest}e`;
  return /[^aeiou][aeiou][^aeiouwxy]$/.test(rest)
    ? [silent, rest, undoubled(rest)]
    : [rest, silent, undoubled(rest)];
}

const shortestBase = 3;

/** Words that look inflected but are not: "news" is no plural and "evening" no verb form. */
const indivisible = new Set(['does', 'evening', 'news', 'wedding', 'nothing', 'thing', 'glasses', 'species']);

/**
 * A base form rarer than this share of its supposed form is taken for another word ("morn" for "morning").
 */
const rarestBase = 1 / 20;

/**
 * A stem that appears as a word more rarely than this share of its base form is a misspelling ("cit" for
 * "city").
 */
const commonestSlip = 1 / 100;

function withoutEnding(word: string, counts: WordCounts): StemmedWord | undefined {
  if (indivisible.has(word)) return undefined;
  for (const { pattern, bases } of endings) {
    if (!pattern.test(word)) continue;
    const base = bases(word.replace(pattern, '')).find((candidate) => isBase(candidate, word, counts));
    if (base === undefined) continue;
    const whole = bareStem(base, counts)?.stem ?? base;
    const stem = word.startsWith(whole) ? whole : undefined;
    if (stem !== undefined) return { stem, ending: word.slice(stem.length) };
  }
  return undefined;
}

/**
 * The stem of a base form in -e or -y without that letter, if one of its forms drops the letter too and
 * nothing else is spelt like the stem.
 */
function bareStem(base: string, counts: WordCounts): StemmedWord | undefined {
  const last = base.slice(-1);
  const forms = { e: ['ing'], y: ['ies', 'ied'] }[last];
  const stem = base.slice(0, -1);
  if (!forms || stem.length < shortestBase) return undefined;
  if ((counts.get(stem) ?? 0) > (counts.get(base) ?? 0) * commonestSlip) return undefined;
  const isInflected = forms.some((form) => counts.has(stem + form) && isBase(base, stem + form, counts));
  return isInflected ? { stem, ending: last } : undefined;
}

function isBase(base: string, form: string, counts: WordCounts): boolean {
  const count = counts.get(base) ?? 0;
  return base.length >= shortestBase && count > 0 && count >= (counts.get(form) ?? 0) * rarestBase;
}

/** "runn" → "run". */
function undoubled(rest: string): string {
  return /(?<letter>[^aeiousl])\k<letter>$/.test(rest) ? rest.slice(0, -1) : rest;
}

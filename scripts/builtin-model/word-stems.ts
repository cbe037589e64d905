import type { WordCounts } from './word-frequencies.ts';

/** A word taken apart: `stem` + `ending` is the word. */
export interface StemmedWord {
  readonly stem: string;
  readonly ending: string;
}

/**
 * Takes off a regular ending (-s, -es, -ed, -ing, -ly and what spelling does to them) when the word it was
 * put on is known: "cities" and "city" become "cit" + "ies" and "cit" + "y", "running" becomes "run" +
 * "ning". WordPiece with such stems in its vocabulary then finds the common part, so that a query's "cities"
 * matches a document's "city".
 *
 * A stem that has lost a letter ("cit", "mak") must not be a word itself: "caring" is no form of "car".
 */
export function stemOf(word: string, counts: WordCounts): StemmedWord {
  return withoutEnding(word, counts) ?? bareStem(word, counts) ?? { stem: word, ending: '' };
}

interface Ending {
  readonly pattern: RegExp;
  /** Words it may have been put on, by what is left of the word. */
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
 * Verbs that "-ed" and "-ing" may have been put on. After one short vowel a lone consonant means a lost e:
 * "hoping".
 */
function verbs(rest: string): readonly string[] {
  const silent = `${rest}e`;
  return /[^aeiou][aeiou][^aeiouwxy]$/.test(rest)
    ? [silent, rest, undoubled(rest)]
    : [rest, silent, undoubled(rest)];
}

const shortestBase = 3;

/** "news" is no plural and "evening" no verb form: words whose look deceives. */
const indivisible = new Set(['does', 'evening', 'news', 'wedding', 'nothing', 'thing', 'glasses', 'species']);

/** A base that is this much rarer than its supposed form is taken for another word ("morn" for "morning"). */
const rarestBase = 1 / 20;

/**
 * A bare stem that is written by itself this rarely, beside its word, is a slip of the pen ("cit" for
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
 * A base in -e or -y without that letter, when a form of it drops the letter too and nothing else is spelt
 * so.
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

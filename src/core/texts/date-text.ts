const formats = new Map<string, Intl.DateTimeFormat>();

/** Day and minute of a moment (ISO 8601) where the reader is: "Nov 20, 2026, 9:00 AM". */
export function dateText(language: string, moment: string): string {
  const known = formats.get(language);
  const format = known ?? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  if (known === undefined) formats.set(language, format);
  return format.format(new Date(moment));
}

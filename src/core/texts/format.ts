/** Numbers and dates as a reader of one language expects them. */
export interface Format {
  /** A whole number: 1,234. */
  readonly count: (value: number) => string;
  /**
   * Three significant digits, or all of those before the point, without exponents: 0.123, 5.68, 57.3, 1,235.
   */
  readonly rate: (value: number) => string;
  /** A latency in ms, as a number for a column headed "ms": 0.85, 12.4, 873. */
  readonly milliseconds: (ms: number) => string;
  /**
   * A mean in ms and half the width of its interval, with as many decimals as both need: 201 ± 4, 5.23 ±
   * 0.12.
   */
  readonly plusMinus: (mean: number, half: number) => readonly [mean: string, half: string];
  /** A score with three decimals and a true minus sign. */
  readonly score: (value: number) => string;
  /**
   * A share from 0 to 1 as a percentage: 97%, and 99.9% or 0.1% where rounding would claim all or nothing.
   */
  readonly percent: (share: number) => string;
  /** How long something took or will take: 850 ms, 1.24 s, 2 min 5 s. */
  readonly duration: (ms: number) => string;
  /** A size in decimal units, as hubs state them: 571 MB, 1.14 GB. */
  readonly bytes: (bytes: number) => string;
  /** An enumeration: "WebGPU and WASM". */
  readonly list: (parts: readonly string[]) => string;
  /** Day and minute of a moment (ISO 8601) in the reader's time zone: "Nov 20, 2026, 9:00 AM". */
  readonly date: (moment: string) => string;
  /** The same with the second: "Nov 20, 2026, 9:00:05 AM". */
  readonly dateToSecond: (moment: string) => string;
}

/** How the numbers of a table are written: for readers of one language, or plainly for programs. */
export type Numbers = Pick<Format, 'count' | 'rate' | 'milliseconds' | 'plusMinus' | 'percent'>;

/**
 * A figure for an export: three significant digits, or all of those before the point; no exponent, no
 * grouping.
 */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  // Converting to a number and back drops trailing zeros. Below a millionth, the text would get an exponent.
  return Math.abs(value) < 1e-6 ? '0' : String(Number(value.toPrecision(3)));
}

/** Bytes in mebibytes (2²⁰). */
export const mebibytes = (bytes: number) => `${figure(bytes / 2 ** 20)} MiB`;

/** Numbers as exports write them in every language, so that programs and spreadsheets can read them. */
export const plainNumbers: Numbers = {
  count: String,
  rate: figure,
  milliseconds: figure,
  plusMinus: (mean, half) => [figure(mean), figure(half)],
  percent: (share) => `${figure(100 * share)}%`,
};

const minus = '\u2212';

/** Units as `Intl` writes them in short. Between figures and Chinese words the page has a space. */
const englishUnits = { millisecond: ' ms', second: ' sec', minute: ' min', hour: ' hr' };
const chineseUnits: typeof englishUnits = {
  millisecond: ' 毫秒',
  second: ' 秒',
  minute: ' 分钟',
  hour: ' 小时',
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

function englishDate(moment: Date, second: string): string {
  const hours = moment.getHours();
  const day = `${months[moment.getMonth()]} ${moment.getDate()}, ${moment.getFullYear()}`;
  return `${day}, ${hours % 12 || 12}:${twoDigits(moment.getMinutes())}${second} ${hours < 12 ? 'AM' : 'PM'}`;
}

function chineseDate(moment: Date, second: string): string {
  const day = `${moment.getFullYear()}年${moment.getMonth() + 1}月${moment.getDate()}日`;
  return `${day} ${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}${second}`;
}

function englishList(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return last;
  return `${parts.slice(0, -1).join(', ')}${parts.length > 2 ? ',' : ''} and ${last}`;
}

const chineseList = (parts: readonly string[]) =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join('、')}和${parts.at(-1)}`;

/** A decimal number with its thousands set apart. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const groups = whole.replace(/\d(?=(\d{3})+$)/g, '$&,');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

/** Rounded to a number of decimals. Doubles such as 100 × 0.285 count as the decimals that they stand for. */
export const fixedDecimals = (value: number, places: number) =>
  grouped(Number(value.toPrecision(15)).toFixed(places));

/** With up to three decimals. */
export const upToThreeDecimals = (value: number) => grouped(String(Number(value.toFixed(3))));

/** Three significant digits without trailing zeros or exponents. */
function threeDigits(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const places = Math.max(0, 2 - magnitude(Math.abs(rounded)));
  const text = rounded.toFixed(Math.min(100, places));
  return grouped(places > 0 ? text.replace(/\.?0+$/, '') : text);
}

/**
 * Written out, without `Intl`: the browser takes tens of milliseconds to set up the first number format, the first
 * date format and the first list format, in the middle of what is being measured. The results are the same.
 */
function createFormat(language: string): Format {
  const isChinese = language.startsWith('zh');
  const unit = isChinese ? chineseUnits : englishUnits;
  const dateOf = isChinese ? chineseDate : englishDate;
  const seconds = (value: number) => `${figure(value)}${unit.second}`;
  const minutes = (value: number) => `${value}${unit.minute}`;
  const sizes = ['kB', 'MB', 'GB'] as const;
  const count = (value: number) => fixedDecimals(value, 0);
  const rate = (value: number) => (Math.abs(value) >= 1000 ? count(value) : threeDigits(value));
  return {
    count,
    rate,
    milliseconds: rate,
    plusMinus: (mean, half) => {
      // Three digits of the mean, or more where the interval is narrower than that.
      const places = Math.max(2 - magnitude(mean), -magnitude(half), 0);
      const format = (value: number) => fixedDecimals(value, Math.min(places, 3));
      return [format(mean), format(half)];
    },
    score: (value) => fixedDecimals(value, 3).replace('-', minus),
    percent: (share) => {
      const isEdge = (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
      if (!isEdge) return `${fixedDecimals(100 * share, 0)}%`;
      // Rounding must not turn "nearly" into "all" or "nothing".
      return `${fixedDecimals(100 * Math.min(0.999, Math.max(0.001, share)), 1)}%`;
    },
    duration: (ms) => {
      if (ms < 999.5) return `${figure(Math.max(0, ms))}${unit.millisecond}`;
      if (ms < 59_500) return seconds(ms / 1000);
      const total = Math.round(ms / 1000);
      if (total < 3600) return joined(minutes(Math.floor(total / 60)), seconds(total % 60), total % 60);
      const wholeMinutes = Math.round(total / 60);
      const hours = `${count(Math.floor(wholeMinutes / 60))}${unit.hour}`;
      return joined(hours, minutes(wholeMinutes % 60), wholeMinutes % 60);
    },
    bytes: (bytes) => {
      const thousands = bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3);
      const power = Math.max(1, Math.min(sizes.length, thousands));
      return `${threeDigits(bytes / 1000 ** power)} ${sizes[power - 1]}`;
    },
    list: isChinese ? chineseList : englishList,
    date: (moment) => dateOf(new Date(moment), ''),
    dateToSecond: (moment) => {
      const date = new Date(moment);
      return dateOf(date, `:${twoDigits(date.getSeconds())}`);
    },
  };
}

/** The power of ten of a number's first digit; 0 for 0. */
const magnitude = (value: number) => (value > 0 ? Math.floor(Math.log10(value)) : 0);

const joined = (large: string, small: string, smallValue: number) =>
  smallValue === 0 ? large : `${large} ${small}`;

const formats = new Map<string, Format>();

/** The formats of a language: always the same object. */
export function formatOf(language: string): Format {
  const known = formats.get(language);
  if (known) return known;
  const made = createFormat(language);
  formats.set(language, made);
  return made;
}

import type * as z from '../schema/zod.ts';

/** What is wrong with a setting's value, as data: the page and the command line put it into words. */
export type SettingProblem =
  | { readonly code: 'unknown-setting' }
  | { readonly code: 'not-a-whole-number'; readonly text: string }
  | { readonly code: 'not-a-number'; readonly text: string }
  | { readonly code: 'out-of-range'; readonly text: string; readonly min: number; readonly max: number }
  | { readonly code: 'unknown-choice'; readonly text: string; readonly choices: readonly string[] }
  | { readonly code: 'empty-list' }
  | { readonly code: 'too-many-values'; readonly max: number }
  | { readonly code: 'bad-model-id'; readonly text: string }
  | { readonly code: 'bad-address'; readonly text: string }
  | { readonly code: 'too-long'; readonly max: number };

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: SettingProblem };

export const accepted = <T>(value: T): Checked<T> => ({ ok: true, value });
export const refused = (problem: SettingProblem): Checked<never> => ({ ok: false, problem });

/**
 * The builder of schemas. It is handed in, so that the page has its settings before it has loaded zod, which
 * only run records need.
 */
export type SchemaBuilder = typeof z;

/** The schema of a value, for a builder. */
type SchemaOf<T> = (build: SchemaBuilder) => z.ZodType<T>;

/**
 * How one kind of value is read and written. `parse` reads text from a person or an address, `check` a value
 * from a program (the page API, storage). Both hold to the same limits. `format` is `parse`'s inverse.
 */
export interface Codec<T> {
  parse(text: string): Checked<T>;
  check(value: unknown): Checked<T>;
  format(value: T): string;
  /** The value's form in a run record. It has no limits, so that a changed limit invalidates no record. */
  readonly record: SchemaOf<T>;
}

/** A setting: its form, and its value if nobody sets it. */
export interface SettingDefinition<T> {
  readonly default: T;
  readonly codec: Codec<T>;
  /** Its part of the run record. */
  readonly record: SchemaOf<T>;
}

/** The values of the settings that are defined, by name. */
export type SettingsOf<Definitions extends Readonly<Record<string, SettingDefinition<unknown>>>> = {
  readonly [Name in keyof Definitions]: Definitions[Name]['default'];
};

/** A setting. Run records that were written before it existed are read as if they had its default. */
export function setting<T>(codec: Codec<T>, standard: Exclude<T, undefined>): SettingDefinition<T> {
  return { default: standard, codec, record: (build) => codec.record(build).default(standard) };
}

/** A setting that has existed since the first run record, so that every record must name it. */
export function firstSetting<T>(codec: Codec<T>, standard: NoInfer<T>): SettingDefinition<T> {
  return { default: standard, codec, record: codec.record };
}

interface Limits {
  readonly min: number;
  readonly max: number;
}

const wholeNumberForm = /^[+-]?\d+$/;
const decimalForm = /^[+-]?\d+(\.\d+)?$/;

/**
 * A whole number within `[min, max]`. Digits only: `1e9`, `0x10` and `2.0` are refused.
 *
 * @param record what a run record may hold
 */
export function wholeNumber(
  { min, max }: Limits,
  record: SchemaOf<number> = (build) => build.number().int().nonnegative(),
): Codec<number> {
  const check = (value: unknown): Checked<number> => {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      return refused({ code: 'not-a-whole-number', text: String(value) });
    }
    if (value < min || value > max) return refused({ code: 'out-of-range', text: String(value), min, max });
    return accepted(value);
  };
  return {
    check,
    parse(text) {
      const trimmed = text.trim();
      if (!wholeNumberForm.test(trimmed)) return refused({ code: 'not-a-whole-number', text: trimmed });
      const value = Number(trimmed);
      // Digits beyond 2^53 are a number, but one that is too large.
      if (!Number.isSafeInteger(value)) return refused({ code: 'out-of-range', text: trimmed, min, max });
      return check(value);
    },
    format: String,
    record,
  };
}

/** A positive number within `[min, max]`, in digits and a decimal point: `1e9` and `.5` are refused. */
export function decimal({ min, max }: Limits): Codec<number> {
  const check = (value: unknown): Checked<number> => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      return refused({ code: 'not-a-number', text: String(value) });
    }
    if (value < min || value > max) return refused({ code: 'out-of-range', text: String(value), min, max });
    return accepted(value);
  };
  return {
    check,
    parse(text) {
      const trimmed = text.trim();
      return decimalForm.test(trimmed)
        ? check(Number(trimmed))
        : refused({ code: 'not-a-number', text: trimmed });
    },
    format: String,
    record: (build) => build.number().positive(),
  };
}

/** One of a few words. */
export function oneOf<const T extends string>(choices: readonly T[]): Codec<T> {
  const check = (value: unknown): Checked<T> => {
    const found = choices.find((choice) => choice === value);
    return found === undefined
      ? refused({ code: 'unknown-choice', text: String(value), choices })
      : accepted(found);
  };
  return {
    check,
    parse: (text) => check(text.trim()),
    format: (value) => value,
    record: (build) => build.enum(choices),
  };
}

/** Yes or no, which as text is `1` or `0`. */
export const flag: Codec<boolean> = {
  check: (value) =>
    typeof value === 'boolean'
      ? accepted(value)
      : refused({ code: 'unknown-choice', text: String(value), choices: ['0', '1'] }),
  parse: (text) => {
    if (text === '1' || text === '0') return accepted(text === '1');
    return refused({ code: 'unknown-choice', text, choices: ['0', '1'] });
  },
  format: (value) => (value ? '1' : '0'),
  record: (build) => build.boolean(),
};

/** A value that may be unset. As text the unset value is the empty string; its name in code is `null`. */
export function optional<T>(codec: Codec<T>): Codec<T | null> {
  return {
    check: (value) => (value === null || value === undefined ? accepted(null) : codec.check(value)),
    parse: (text) => (text.trim() === '' ? accepted(null) : codec.parse(text)),
    format: (value) => (value === null ? '' : codec.format(value)),
    record: (build) => codec.record(build).nullable(),
  };
}

interface ListOptions<T> {
  readonly max: number;
  readonly allowEmpty?: boolean;
  /** Sorts the values where their order means nothing. */
  readonly compare?: (a: T, b: T) => number;
}

/** Values separated by commas; repeats are dropped. */
export function listOf<T>(codec: Codec<T>, options: ListOptions<T>): Codec<readonly T[]> {
  const finish = (values: readonly T[]): Checked<readonly T[]> => {
    const unique = [...new Set(values)];
    if (unique.length === 0 && !options.allowEmpty) return refused({ code: 'empty-list' });
    if (unique.length > options.max) return refused({ code: 'too-many-values', max: options.max });
    return accepted(options.compare ? unique.sort(options.compare) : unique);
  };
  const collect = <S>(parts: readonly S[], read: (part: S) => Checked<T>): Checked<readonly T[]> => {
    const values: T[] = [];
    for (const part of parts) {
      const one = read(part);
      if (!one.ok) return one;
      values.push(one.value);
    }
    return finish(values);
  };
  return {
    check: (value) =>
      Array.isArray(value)
        ? collect(value, (part) => codec.check(part))
        : collect([value], (part) => codec.check(part)),
    parse: (text) =>
      collect(
        text
          .split(/[,\s]+/)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
        (part) => codec.parse(part),
      ),
    format: (values) => values.map((value) => codec.format(value)).join(','),
    record: (build) => build.array(codec.record(build)).readonly(),
  };
}

/** A line of free text of at most `max` characters. */
export function freeText({ max }: { max: number }): Codec<string> {
  const check = (value: unknown): Checked<string> => {
    const text = String(value).trim();
    return text.length > max ? refused({ code: 'too-long', max }) : accepted(text);
  };
  return { check, parse: check, format: (value) => value, record: (build) => build.string() };
}

/** Text that another check decides on, and may rewrite into its normal form. */
export function checkedText(check: (text: string) => Checked<string>): Codec<string> {
  return {
    check: (value) => check(String(value).trim()),
    parse: (text) => check(text.trim()),
    format: (value) => value,
    record: (build) => build.string(),
  };
}

/**
 * Objects as nested arrays. Names would be half of a link, so a value's position says what it is. A layout is
 * declared once, as a list of parts, and both packing and unpacking follow from it.
 *
 * Within a version no part moves. A new part goes to the end of its list, where older readers do not look. It
 * is declared with `maybe`, or has a default in the schema, so that it may be absent in older links.
 */

/** An object under construction, which a schema checks later. */
export type Fields = Record<string, unknown>;

export interface Packing<Root> {
  readonly root: Root;
  /** How much the packed form has to give up, from 0; see `givenUp`. */
  readonly step: number;
}

export interface Unpacking {
  readonly root: Fields;
  /** How many more rows may follow, in all tables together. */
  rowsLeft: number;
}

/** One position of a list: how it is packed from an object, and how it is unpacked into one. */
export interface Part<T, Root> {
  readonly pack: (from: T, packing: Packing<Root>) => unknown;
  /** @throws DamagedError where the packed value is not what `pack` could have made */
  readonly unpack: (packed: unknown, into: Fields, unpacking: Unpacking) => void;
}

/** How a single value is packed and unpacked. */
export interface ValueForm {
  readonly pack: (value: unknown, step: number) => unknown;
  readonly unpack: (packed: unknown) => unknown;
}

export class DamagedError extends Error {}

const asIs: ValueForm = { pack: (value) => value, unpack: (packed) => packed };

/** Paths of fields in `T`, as `environment.adapter.name`; they do not lead into lists. */
export type PathIn<T> = T extends readonly unknown[]
  ? never
  : T extends object
    ? {
        [K in keyof T & string]: K | `${K}.${PathIn<NonNullable<T[K]>>}`;
      }[keyof T & string]
    : never;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Reads and writes the field at a path. Writing makes missing objects on the way. */
function fieldAt(path: string) {
  const names = path.split('.');
  const ways = names.slice(0, -1);
  const last = names.at(-1) ?? '';
  return {
    get: (from: unknown): unknown => {
      let held = from;
      for (const name of names) held = isFields(held) ? held[name] : undefined;
      return held;
    },
    set: (into: Fields, value: unknown): void => {
      let held = into;
      for (const name of ways) {
        const next = held[name];
        const inner: Fields = isFields(next) ? next : {};
        held[name] = inner;
        held = inner;
      }
      held[last] = value;
    },
  };
}

function listOf(packed: unknown, most = Number.POSITIVE_INFINITY): readonly unknown[] {
  if (!Array.isArray(packed) || packed.length > most) throw new DamagedError();
  return packed;
}

/** The parts for objects of type `T` inside a `Root`; every path is one of `T`. */
export function partsOf<T, Root>() {
  type OwnPart = Part<T, Root>;

  /** A value that is always there, though it may be `null`. */
  const at = (path: PathIn<T>, form = asIs): OwnPart => {
    const { get, set } = fieldAt(path);
    return {
      pack: (from, { step }) => form.pack(get(from) ?? null, step),
      unpack: (packed, into) => set(into, form.unpack(packed)),
    };
  };

  /** A value that may be absent, which is `null` in its list. */
  const maybe = (path: PathIn<T>, form = asIs): OwnPart => {
    const always = at(path, form);
    return {
      pack: always.pack,
      unpack: (packed, into, unpacking) => {
        if (packed !== null && packed !== undefined) always.unpack(packed, into, unpacking);
      },
    };
  };

  const list = (...parts: readonly OwnPart[]): OwnPart => ({
    pack: (from, packing) => {
      const packed = parts.map((part) => part.pack(from, packing));
      while (packed.length > 0 && packed.at(-1) === undefined) packed.pop();
      return packed;
    },
    unpack: (packed, into, unpacking) => {
      const values = listOf(packed);
      for (const [i, part] of parts.entries()) part.unpack(values[i], into, unpacking);
    },
  });

  /** The parts of an object that may be `null`. Paths still begin at `T`. */
  const nullable = (path: PathIn<T>, ...parts: readonly OwnPart[]): OwnPart => {
    const { get, set } = fieldAt(path);
    const whole = list(...parts);
    return {
      pack: (from, packing) => ((get(from) ?? null) === null ? null : whole.pack(from, packing)),
      unpack: (packed, into, unpacking) => {
        if (packed === null) set(into, null);
        else whole.unpack(packed, into, unpacking);
      },
    };
  };

  /** The last part of a list, which ends before it where the field is absent. */
  const ending = (path: PathIn<T>, part: OwnPart): OwnPart => {
    const { get } = fieldAt(path);
    return {
      pack: (from, packing) => (get(from) === undefined ? undefined : part.pack(from, packing)),
      unpack: (packed, into, unpacking) => {
        if (packed !== undefined) part.unpack(packed, into, unpacking);
      },
    };
  };

  /** A list of at most `most` objects, each with this layout. */
  const rows = <Row>(path: PathIn<T>, most: number, row: Part<Row, Root>): OwnPart => {
    const { get, set } = fieldAt(path);
    return {
      pack: (from, packing) => (get(from) as readonly Row[]).map((one) => row.pack(one, packing)),
      unpack: (packed, into, unpacking) => {
        const unpacked = listOf(packed, most).map((one) => {
          const fields: Fields = {};
          row.unpack(one, fields, unpacking);
          return fields;
        });
        set(into, unpacked);
      },
    };
  };

  /**
   * A list of objects by column, which compresses better than by row: [number of rows, columns of all rows,
   * columns of the rows that are full].
   */
  const table = <Row, Full extends Row>(
    path: PathIn<T>,
    of: {
      readonly all: readonly Part<Row, Root>[];
      readonly full: readonly Part<Full, Root>[];
      readonly isFull: (row: Row | Fields) => boolean;
    },
  ): OwnPart => {
    const { get, set } = fieldAt(path);
    return {
      pack: (from, packing) => {
        const all = get(from) as readonly Row[];
        const full = all.filter((row): row is Full => of.isFull(row));
        return [
          all.length,
          of.all.map((part) => packColumn(all.map((row) => part.pack(row, packing)))),
          of.full.map((part) => packColumn(full.map((row) => part.pack(row, packing)))),
        ];
      },
      unpack: (packed, into, unpacking) => {
        const [count, allColumns, fullColumns] = listOf(packed);
        if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) throw new DamagedError();
        if (count > unpacking.rowsLeft) throw new DamagedError();
        unpacking.rowsLeft -= count;
        const all = Array.from({ length: count }, (): Fields => ({}));
        unpackColumns(of.all, listOf(allColumns), all, unpacking);
        unpackColumns(of.full, listOf(fullColumns), all.filter(of.isFull), unpacking);
        set(into, all);
      },
    };
  };

  /** A part that is packed as `instead` from this step on; `undefined` ends its list before it. */
  const givenUp = (step: number, part: OwnPart, instead: unknown): OwnPart => ({
    pack: (from, packing) => (packing.step >= step ? instead : part.pack(from, packing)),
    unpack: part.unpack,
  });

  return { at, maybe, list, nullable, ending, rows, table, givenUp };
}

/** A column that repeats one value, as most do (the same n, no token budget), is packed as that value. */
function packColumn(values: readonly unknown[]): unknown {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : values;
}

function unpackColumns<T, Root>(
  parts: readonly Part<T, Root>[],
  columns: readonly unknown[],
  rows: readonly Fields[],
  unpacking: Unpacking,
): void {
  for (const [i, part] of parts.entries()) {
    const column = columns[i];
    if (Array.isArray(column) && column.length !== rows.length) throw new DamagedError();
    for (const [row, into] of rows.entries()) {
      part.unpack(Array.isArray(column) ? column[row] : column, into, unpacking);
    }
  }
}

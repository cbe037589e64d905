/** A JSON Schema as the generator writes it; anything else in it is refused, so that nothing goes unchecked. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const annotations = new Set(['$schema', 'title', 'readOnly', 'format', 'default']);

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const list = (value: unknown) => value as readonly JsonSchema[];
const isObject = (value: unknown): value is Record<string, unknown> => typeOf(value) === 'object';

/** What each keyword asks of a value (JSON Schema draft 2020-12), for those that the run record's schema uses. */
const keywords: Record<string, (asked: never, value: unknown, schema: JsonSchema) => boolean> = {
  type: (asked: string | readonly string[], value) =>
    [asked].flat().some((type) => (type === 'integer' ? Number.isInteger(value) : typeOf(value) === type)),
  const: (asked: unknown, value) => value === asked,
  enum: (asked: readonly unknown[], value) => asked.includes(value),
  pattern: (asked: string, value) => typeof value !== 'string' || new RegExp(asked, 'u').test(value),
  minimum: (asked: number, value) => typeof value !== 'number' || value >= asked,
  exclusiveMinimum: (asked: number, value) => typeof value !== 'number' || value > asked,
  maximum: (asked: number, value) => typeof value !== 'number' || value <= asked,
  minItems: (asked: number, value) => !Array.isArray(value) || value.length >= asked,
  maxItems: (asked: number, value) => !Array.isArray(value) || value.length <= asked,
  anyOf: (asked, value) => list(asked).some((one) => isValid(one, value)),
  oneOf: (asked, value) => list(asked).filter((one) => isValid(one, value)).length === 1,
  prefixItems: (asked, value) =>
    !Array.isArray(value) || list(asked).every((one, i) => i >= value.length || isValid(one, value[i])),
  items: (asked: JsonSchema | false, value, { prefixItems }) => {
    if (!Array.isArray(value)) return true;
    const rest = value.slice(prefixItems === undefined ? 0 : list(prefixItems).length);
    return asked === false ? rest.length === 0 : rest.every((one) => isValid(asked, one));
  },
  required: (asked: readonly string[], value) =>
    !isObject(value) || asked.every((name) => Object.hasOwn(value, name)),
  properties: (asked: Record<string, JsonSchema>, value) =>
    !isObject(value) ||
    Object.entries(asked).every(([name, one]) => !Object.hasOwn(value, name) || isValid(one, value[name])),
  propertyNames: (asked: JsonSchema, value) =>
    !isObject(value) || Object.keys(value).every((name) => isValid(asked, name)),
  additionalProperties: (asked: JsonSchema, value, { properties }) =>
    !isObject(value) ||
    Object.entries(value).every(
      ([name, one]) => Object.hasOwn((properties ?? {}) as object, name) || isValid(asked, one),
    ),
};

/** Whether the value is what the schema describes. Throws at a keyword that is not known here. */
export function isValid(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, asked]) => {
    if (annotations.has(keyword)) return true;
    const check = keywords[keyword];
    if (check === undefined) throw new Error(`the schema uses ${keyword}, which is not checked here`);
    return check(asked as never, value, schema);
  });
}

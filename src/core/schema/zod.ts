import { config } from 'zod';

// Without this zod tries `new Function` when the first object schema is built. The page's
// Content-Security-Policy forbids that; zod falls back by itself, but the browser reports a violation first.
config({ jitless: true });

// Named one by one, since the bundler takes zod's own object `z` as a whole, with error texts in fifty languages.
export {
  array,
  boolean,
  discriminatedUnion,
  enum,
  type infer,
  iso,
  literal,
  number,
  object,
  record,
  string,
  toJSONSchema,
  tuple,
  union,
  unknown,
  type ZodType,
} from 'zod';

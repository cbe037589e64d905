import { z } from 'zod';

// Without this zod tries `new Function` when the first object schema is built. The page's
// Content-Security-Policy forbids that; zod falls back by itself, but the browser reports a violation first.
z.config({ jitless: true });

export { z };

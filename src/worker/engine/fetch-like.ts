/** `fetch`, as far as models need it. */
export type Fetch = (input: string | URL, init?: RequestInit) => Promise<Response>;

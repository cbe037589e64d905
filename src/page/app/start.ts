// The page's scripts, of which each begins in a task of its own, so that the browser can answer between them. The
// HTML names all of them, so they are fetched together (vite.config.ts, scripts/drawn-page.ts).
await import('./react-part.ts');
await import('./packages-part.ts');
await import('./main.tsx');

// A module, since only those may await.
export {};

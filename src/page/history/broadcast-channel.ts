/**
 * Takes away the channel between tabs where the browser refuses to open any, as Firefox does for a visitor who
 * blocks site data. Dexie does without one that is missing, and does not catch an error.
 */
try {
  new BroadcastChannel('rerank-bench').close();
} catch {
  Reflect.deleteProperty(globalThis, 'BroadcastChannel');
}

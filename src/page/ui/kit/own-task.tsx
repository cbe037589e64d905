import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { AppContext, useApp } from '../../store/app-context.ts';

/**
 * Draws what a change of the page's state means for its children in a task of its own, after everything around
 * them. React draws all that a store's change means at once, so that the page would be blocked for as long as all its
 * parts take together. One of these inside another comes a task later still.
 */
export function OwnTask({ children }: { readonly children: ReactNode }) {
  const app = useApp();
  const state = useDeferredValue(useStore(app.store));
  // Only follows: what changes the state changes the page's own.
  const [following] = useState(() => ({ ...app, store: createStore(() => state) }));
  useEffect(() => following.store.setState(state, true), [following, state]);
  return <AppContext value={following}>{children}</AppContext>;
}

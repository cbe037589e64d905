import { type ReactNode, useDeferredValue } from 'react';

/**
 * Draws its children a moment after what stands beside it, in a task of its own: several heavy parts that
 * appear together would otherwise hold the page for as long as all of them take.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const isTime = useDeferredValue(true, false);
  return isTime ? children : null;
}

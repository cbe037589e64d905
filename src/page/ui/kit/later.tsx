import { type ReactNode, useDeferredValue } from 'react';

/**
 * Renders its children a moment later, in a task of their own. Several heavy parts that appear together would
 * otherwise block the page for as long as all of them take.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const isTime = useDeferredValue(true, false);
  return isTime ? children : null;
}

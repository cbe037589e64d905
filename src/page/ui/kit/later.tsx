import { type ReactNode, useDeferredValue } from 'react';
import { OwnTask } from './own-task.tsx';

/**
 * Renders its children a moment later, in a task of their own, and so each change in them. Several heavy parts that
 * appear or change together would otherwise block the page for as long as all of them take.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const isTime = useDeferredValue(true, false);
  return isTime ? <OwnTask>{children}</OwnTask> : null;
}

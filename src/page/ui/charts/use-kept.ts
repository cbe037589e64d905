import { useMemo } from 'react';

/** The same object for as long as it would say the same. */
export function useKept<T>(value: T): T {
  const text = JSON.stringify(value);
  return useMemo(() => JSON.parse(text) as T, [text]);
}

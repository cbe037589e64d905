import { useEffect, useRef, useState } from 'react';

/**
 * The value, held back so that it changes at most once in `intervalMs`: the first change shows at once, of those that
 * follow within the interval only the last, at its end.
 */
export function useThrottled<T>(value: T, intervalMs: number): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const last = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    latest.current = value;
    const show = () => {
      timer.current = null;
      if (last.current === latest.current) return;
      last.current = latest.current;
      setShown(latest.current);
      timer.current = setTimeout(show, intervalMs);
    };
    if (timer.current === null) show();
  }, [value, intervalMs]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );

  return shown;
}

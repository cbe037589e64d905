import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { PartBoundary } from './part-boundary.tsx';

const loads: (() => Promise<unknown>)[] = [];
let needed: Promise<unknown> = Promise.resolve();

/** Lets no part appear before `promise` resolves. If it rejects, all parts are missing. */
export function letPartsAwait(promise: Promise<unknown>): void {
  needed = promise;
}

/**
 * A part of the page whose script is loaded when it is first shown, or earlier by `loadLaterParts`. If it
 * cannot be loaded, its place stays empty, and the page's one notice of missing parts says so.
 *
 * @param load must always give the same component
 * @param placeholder stands in its place until then, and should be as large, so that nothing moves
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  const loadPart = async () => {
    const [part] = await Promise.all([load(), needed]);
    loaded = part;
    return { default: loaded };
  };
  const Lazy = lazy(loadPart);
  loads.push(loadPart);
  return function LaterPart(props: Props) {
    // A part that is there already is shown at once, where `lazy` would show the placeholder for a moment.
    const [Part] = useState<ComponentType<Props>>(() => loaded ?? (Lazy as unknown as ComponentType<Props>));
    return (
      <PartBoundary>
        <Suspense fallback={placeholder}>
          <Part {...props} />
        </Suspense>
      </PartBoundary>
    );
  };
}

/**
 * Loads all parts, one after the other, so that each appears at once later. Never rejects.
 *
 * @param each loads one of them, once the page has time for it
 */
export async function loadLaterParts(
  each = (load: () => Promise<unknown>): Promise<unknown> => load(),
): Promise<void> {
  for (const load of loads) await each(load).catch(() => undefined);
}

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PartBoundary } from './part-boundary.tsx';

const loads: (() => Promise<unknown>)[] = [];

/**
 * A part of the page whose script is loaded when it is first shown, or earlier by `loadLaterParts`. If it
 * cannot be loaded, a sentence takes its place.
 *
 * @param load must always give the same component
 * @param placeholder stands in its place until then, and should be as large, so that nothing moves
 * @param missing takes its place if it cannot be loaded
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  placeholder: ReactNode = null,
  missing: ReactNode = <MissingPart />,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  const loadPart = async () => {
    loaded = await load();
    return { default: loaded };
  };
  const Lazy = lazy(loadPart);
  loads.push(loadPart);
  return function LaterPart(props: Props) {
    // A part that is there already is shown at once, where `lazy` would show the placeholder for a moment.
    const [Part] = useState<ComponentType<Props>>(() => loaded ?? (Lazy as unknown as ComponentType<Props>));
    return (
      <PartBoundary fallback={missing}>
        <Suspense fallback={placeholder}>
          <Part {...props} />
        </Suspense>
      </PartBoundary>
    );
  };
}

/** Loads all parts, one after the other, so that each appears at once later. Never rejects. */
export async function loadLaterParts(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined);
}

function MissingPart() {
  const { t } = useTranslation();
  return <p role="alert">{t('load.partMissing')}</p>;
}

import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useState,
} from 'react';
import { useAppState } from '../../store/app-context.ts';
import { usePhone } from '../kit/use-phone.ts';

/** A field of the set-up whose text is no value. */
interface InvalidField {
  /** What is wrong, with the field's name. */
  readonly reason: string;
  readonly input: RefObject<HTMLElement | null>;
}

interface InvalidFields {
  readonly fields: ReadonlyMap<string, InvalidField>;
  /** The first invalid field of the set-up around this one; `null` if there is none. */
  readonly around: InvalidField | null;
  note(id: string, field: InvalidField | null): void;
}

/** Outside a set-up, fields are noted nowhere. */
const InvalidFieldsContext = createContext<InvalidFields>({
  fields: new Map(),
  around: null,
  note: () => {},
});

/**
 * Keeps which fields inside it are invalid, so that nothing is measured before they are mended. What starts
 * inside a nested set-up waits for the fields around it too, and not the other way round.
 */
export function InvalidFieldsProvider({ children }: { readonly children: ReactNode }) {
  const outer = useContext(InvalidFieldsContext);
  const around = firstOf(outer) ?? outer.around;
  const [fields, setFields] = useState<ReadonlyMap<string, InvalidField>>(new Map());
  const note = useCallback((id: string, field: InvalidField | null) => {
    setFields((before) => {
      if (field === null && !before.has(id)) return before;
      const next = new Map(before);
      if (field === null) next.delete(id);
      else next.set(id, field);
      return next;
    });
  }, []);
  const value = useMemo(() => ({ fields, around, note }), [fields, around, note]);
  return <InvalidFieldsContext.Provider value={value}>{children}</InvalidFieldsContext.Provider>;
}

/** Notes a field while its text is no value. `reason` is `null` while it is one. */
export function useInvalidField(reason: string | null, input: RefObject<HTMLElement | null>): void {
  const id = useId();
  const { note } = useContext(InvalidFieldsContext);
  useEffect(() => {
    note(id, reason === null ? null : { reason, input });
    return () => note(id, null);
  }, [id, note, reason, input]);
}

const firstOf = ({ fields }: Pick<InvalidFields, 'fields'>): InvalidField | null =>
  fields.values().next().value ?? null;

/**
 * Starts a job if every setting is valid. If not, the first invalid field is focused, and `refusal` is its
 * reason until it is mended.
 */
export function useValidStart(job: () => Promise<unknown>): {
  readonly start: () => void;
  readonly refusal: string | null;
} {
  const fields = useContext(InvalidFieldsContext);
  const isPhone = usePhone();
  const showResult = useAppState((state) => state.showResult);
  const [wasRefused, setWasRefused] = useState(false);
  const own = firstOf(fields);
  const invalid = own ?? fields.around;
  const start = () => {
    setWasRefused(invalid !== null);
    if (invalid === null) return void job();
    // On a phone the set-up around a nested one is a view of its own.
    if (own !== null || !isPhone) return focusField(invalid);
    showResult('setup');
    requestAnimationFrame(() => focusField(invalid));
  };
  return { start, refusal: wasRefused && invalid !== null ? invalid.reason : null };
}

/** Focuses a field. Folds around it open first, because a browser focuses nothing inside a closed one. */
function focusField({ input }: InvalidField): void {
  const field = input.current;
  for (let fold = field?.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
    fold.open = true;
  }
  field?.focus();
}

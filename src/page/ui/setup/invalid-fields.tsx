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

/** A field of the set-up whose text is no value. */
interface InvalidField {
  /** What is wrong, with the field's name. */
  readonly reason: string;
  readonly input: RefObject<HTMLElement | null>;
}

interface InvalidFields {
  readonly fields: ReadonlyMap<string, InvalidField>;
  note(id: string, field: InvalidField | null): void;
}

/** Outside a set-up, fields are noted nowhere. */
const InvalidFieldsContext = createContext<InvalidFields>({ fields: new Map(), note: () => {} });

/** Keeps which fields inside it are invalid, so that nothing is measured before they are mended. */
export function InvalidFieldsProvider({ children }: { readonly children: ReactNode }) {
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
  const value = useMemo(() => ({ fields, note }), [fields, note]);
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

/** The first invalid field of the set-up; `null` if every setting is valid. */
export function useFirstInvalidField(): InvalidField | null {
  const { fields } = useContext(InvalidFieldsContext);
  return fields.values().next().value ?? null;
}

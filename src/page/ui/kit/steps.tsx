import { createContext, type ReactNode, startTransition, useContext, useEffect, useState } from 'react';

/** The step that has been reached. Outside `InSteps` all is drawn at once. */
const StepContext = createContext(Number.POSITIVE_INFINITY);

interface InStepsProps {
  /** The last step. Those of the page by default. */
  readonly last?: number;
  /** Called once all of it is in the document. */
  readonly onDrawn?: () => void;
  readonly children: ReactNode;
}

/**
 * Draws what is inside it in steps. React renders in small pieces by itself, but puts all that it has rendered into
 * the document in one task, in which the browser cannot answer; what measures itself is drawn once more in it.
 */
export function InSteps({ last = 8, onDrawn, children }: InStepsProps) {
  const [step, setStep] = useState(0);
  useEffect(() => {
    if (step < last) startTransition(() => setStep(step + 1));
    else onDrawn?.();
  }, [step, last, onDrawn]);
  return <StepContext value={step}>{children}</StepContext>;
}

/** A part that is drawn from this step on. */
export function Step({ at, children }: { readonly at: number; readonly children: ReactNode }) {
  return useContext(StepContext) >= at ? children : null;
}

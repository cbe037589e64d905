import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './fold.module.css';

interface FoldProps {
  /** Names it for tests and for links within the page. */
  readonly id: string;
  readonly title: string;
  /** Beside the title, in small print. */
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/**
 * A titled part that is folded until the visitor opens it. Its content stays in the document, so that the
 * browser's own search finds it and unfolds it.
 */
export function Fold({ id, title, note, children }: FoldProps) {
  return (
    <details className={classes.fold} data-testid={`fold-${id}`}>
      <summary className={classes.summary}>
        <Title order={3} className={classes.title}>
          {title}
        </Title>
        {note !== undefined && <span className={classes.note}>{note}</span>}
      </summary>
      <div className={classes.content}>{children}</div>
    </details>
  );
}

import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './section.module.css';

interface SectionProps {
  readonly title: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A titled part of the left column. */
export function Section({ title, aside, className, children }: SectionProps) {
  return (
    <div className={`${classes.section} ${className ?? ''}`}>
      <div className={classes.head}>
        <Title order={2} size="h3" className={classes.title}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </div>
  );
}

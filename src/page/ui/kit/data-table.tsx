import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';
import { ScrollRegion } from './scroll-region.tsx';

interface DataTableProps {
  /** What the table shows, for screen readers. */
  readonly label: string;
  readonly testId?: string;
  readonly className?: string | undefined;
  /** Mantine's `Table.Thead` and `Table.Tbody`. Their cells take classes from data-table.module.css. */
  readonly children: ReactNode;
}

/** A table of figures in a frame that scrolls sideways on narrow screens. All tables of the page use it. */
export function DataTable({ label, testId, className = '', children }: DataTableProps) {
  return (
    <ScrollRegion className={classes.scroll} label={label}>
      <Table
        className={`${classes.table} ${className}`}
        data-testid={testId}
        verticalSpacing={4}
        horizontalSpacing={12}
        borderColor="var(--panel-border)"
        tabularNums
      >
        <Table.Caption className={classes.caption ?? ''}>{label}</Table.Caption>
        {children}
      </Table>
    </ScrollRegion>
  );
}

import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';
import { ScrollRegion } from './scroll-region.tsx';

interface DataTableProps {
  /** What the table shows. Whoever cannot see it hears this. */
  readonly label: string;
  readonly testId?: string;
  readonly className?: string | undefined;
  /** Mantine's `Table.Thead` and `Table.Tbody`; classes of their cells are in data-table.module.css. */
  readonly children: ReactNode;
}

/**
 * A table of figures in a frame that scrolls sideways where the screen is narrower. All tables of the page
 * are this one.
 */
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

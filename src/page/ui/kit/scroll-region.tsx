import { Box } from '@mantine/core';
import type { ReactNode, Ref } from 'react';

interface ScrollRegionProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly viewport?: Ref<HTMLDivElement>;
  readonly children: ReactNode;
}

/** A scroll container that the keyboard can reach. Safari skips those with Tab unless they are focusable. */
export function ScrollRegion({ label, className = '', viewport = null, children }: ScrollRegionProps) {
  return (
    <Box component="section" tabIndex={0} aria-label={label} className={className} ref={viewport}>
      {children}
    </Box>
  );
}

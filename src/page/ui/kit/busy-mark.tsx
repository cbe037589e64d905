import { IconPointFilled } from '@tabler/icons-react';

/**
 * Work goes on behind this tab. It does not turn: an animation would take time from what is being measured.
 */
export function BusyMark() {
  return <IconPointFilled size={16} color="var(--mantine-color-ink-text)" aria-hidden />;
}

import { IconPointFilled } from '@tabler/icons-react';

/**
 * Shows that work goes on behind this tab. It does not turn, because an animation would disturb the
 * measurement.
 */
export function BusyMark() {
  return <IconPointFilled size={16} color="var(--mantine-color-ink-text)" aria-hidden />;
}

import '@mantine/notifications/styles.layer.css';
import { Notifications } from '@mantine/notifications';

/** Where short messages appear, such as that a link was copied. */
export function Toasts() {
  return <Notifications position="top-center" />;
}

import { useTranslation } from 'react-i18next';
import { messageText } from '../../i18n/message-text.ts';
import type { Message } from '../../store/message.ts';

/** Puts messages into the page's language. */
export function useMessageText(): (message: Message) => string {
  const { i18n } = useTranslation();
  return (message) => messageText(i18n, message);
}

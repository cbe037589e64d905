import { useTranslation } from 'react-i18next';
import type { Message } from '../../../core/texts/message.ts';
import { messageText } from '../../../core/texts/message.ts';

/** Puts messages into the page's language. */
export function useMessageText(): (message: Message) => string {
  const { i18n } = useTranslation();
  return (message) => messageText(i18n, message);
}

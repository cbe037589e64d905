import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from '../../../core/texts/format.ts';

/** Numbers in the page's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language);
}

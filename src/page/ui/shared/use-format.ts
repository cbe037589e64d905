import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from '../../i18n/format.ts';

/** Numbers in the page's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language);
}

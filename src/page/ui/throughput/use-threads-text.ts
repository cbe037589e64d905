import { useTranslation } from 'react-i18next';
import { threadsText } from '../kit/names.ts';

/** "2 threads", or, of several sessions, "1 thread × 2 sessions". */
export function useThreadsText(): (threads: number, workers: number) => string {
  const { t } = useTranslation();
  return (threads, workers) => threadsText(threads, workers, t);
}

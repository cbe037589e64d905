import { useTranslation } from 'react-i18next';
import { DoubtList } from './doubt-list.tsx';
import { useDoubts } from './use-doubts.ts';

/** What makes the numbers of the whole run doubtful, beside the numbers; a lane's own doubts stand with the lane. */
export function RunWarnings() {
  const { t } = useTranslation();
  const doubts = useDoubts().filter(({ laneId }) => laneId === null);
  if (doubts.length === 0) return null;
  return (
    <section aria-label={t('warnings.title', { count: doubts.length })}>
      <DoubtList doubts={doubts} />
    </section>
  );
}

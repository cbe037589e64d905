import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { NoticeItem } from './notice-item.tsx';
import classes from './notices.module.css';

/** What the visitor should know, until it is dismissed. */
export function NoticeList() {
  const { t } = useTranslation();
  const notices = useAppState((state) => state.notices);
  return (
    <section
      className={classes.list}
      data-testid="notices"
      aria-label={t('notices.title')}
      data-empty={notices.length === 0}
    >
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

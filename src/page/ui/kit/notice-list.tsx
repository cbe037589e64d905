import { Anchor } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { Notice } from '../../store/notices-slice.ts';
import { Callout } from './callout.tsx';
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

const NoticeItem = memo(function NoticeItem({ notice }: { readonly notice: Notice }) {
  const dismiss = useAppState((state) => state.dismissNotice);
  const { t } = useTranslation();
  const { id, severity, message, file } = notice;
  return (
    <Callout severity={severity} message={message} onDismiss={() => dismiss(id)}>
      {file !== undefined && (
        <Anchor
          size="sm"
          c="inherit"
          underline="always"
          download={file.name}
          href={`data:application/octet-stream;charset=utf-8,${encodeURIComponent(file.content)}`}
        >
          {t('notices.saveFile', { name: file.name })}
        </Anchor>
      )}
    </Callout>
  );
});

import { Button } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { Notice } from '../../store/notices-slice.ts';
import { Callout } from './callout.tsx';
import classes from './notices.module.css';
import { SetAsideNotice } from './set-aside-notice.tsx';

/** The notices, each until it is dismissed or no longer true. */
export function NoticeList() {
  const { t } = useTranslation();
  const notices = useAppState((state) => state.notices);
  const isEmpty = useAppState((state) => state.notices.length + state.setAside.things.length === 0);
  return (
    <section
      className={classes.list}
      data-testid="notices"
      aria-label={t('notices.title')}
      data-empty={isEmpty}
    >
      <SetAsideNotice />
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

const NoticeItem = memo(function NoticeItem({ notice }: { readonly notice: Notice }) {
  const dismiss = useAppState((state) => state.dismissNotice);
  const { t } = useTranslation();
  const { id, severity, message, actions = [] } = notice;
  return (
    <Callout severity={severity} message={message} onDismiss={() => dismiss(id)}>
      {actions.map(({ label, act }) => (
        <Button
          key={label}
          mt={6}
          size="compact-sm"
          variant="default"
          onClick={() => {
            dismiss(id);
            act();
          }}
        >
          {t(label)}
        </Button>
      ))}
    </Callout>
  );
});

import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import type { Notice } from '../../store/notices-slice.ts';
import { hasStandingFailure } from '../../store/standing-failure.ts';
import { Callout } from './callout.tsx';
import classes from './notices.module.css';
import { SetAsideNotice } from './set-aside-notice.tsx';

/**
 * The notices, each until it is dismissed or no longer true. Beside a job that failed, those that were there
 * before are folded, so that the failure is the one thing to read.
 */
export function NoticeList() {
  const { t } = useTranslation();
  const notices = useAppState((state) => state.notices);
  const folded = useFolded(notices);
  const old = notices.filter((notice) => folded.has(notice));
  const isEmpty = useAppState((state) => state.notices.length + state.setAside.things.length === 0);
  return (
    <section
      className={classes.list}
      data-testid="notices"
      aria-label={t('notices.title')}
      data-empty={isEmpty}
    >
      <SetAsideNotice />
      {old.length > 0 && (
        <details className={classes.folded}>
          <summary>{t('notices.folded', { count: old.length })}</summary>
          <Notices notices={old} />
        </details>
      )}
      <Notices notices={notices.filter((notice) => !folded.has(notice))} />
    </section>
  );
}

const Notices = ({ notices }: { readonly notices: readonly Notice[] }) =>
  notices.map((notice) => <NoticeItem key={notice.id} notice={notice} />);

const none: ReadonlySet<Notice> = new Set();

/** The notices that were there when a job failed, for as long as its failure stands. */
function useFolded(notices: readonly Notice[]): ReadonlySet<Notice> {
  const hasFailed = useAppState(hasStandingFailure);
  const [folded, setFolded] = useState({ hasFailed: false, notices: none });
  if (folded.hasFailed !== hasFailed) {
    setFolded({ hasFailed, notices: hasFailed ? new Set(notices) : none });
  }
  return folded.notices;
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

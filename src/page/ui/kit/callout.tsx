import { CloseButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../core/texts/message.ts';
import classes from './callout.module.css';
import { ErrorDetails } from './error-details.tsx';
import { useMessageText } from './use-message-text.ts';

const icons = { info: IconInfoCircle, warning: IconAlertTriangle, error: IconAlertCircle } as const;

interface CalloutProps {
  readonly severity: keyof typeof icons;
  readonly title?: string;
  readonly message: Message;
  readonly onDismiss?: () => void;
}

/** A message that stays in sight, with its small print folded away. */
export function Callout({ severity, title, message, onDismiss }: CalloutProps) {
  const { t } = useTranslation();
  const text = useMessageText();
  const Icon = icons[severity];
  return (
    <div
      className={classes.callout}
      data-severity={severity}
      role={severity === 'error' ? 'alert' : 'status'}
    >
      <Icon size={18} className={classes.icon} aria-hidden />
      <div className={classes.text}>
        {title !== undefined && <div className={classes.title}>{title}</div>}
        <div>{text(message)}</div>
        {message.detail !== undefined && message.detail !== '' && <ErrorDetails detail={message.detail} />}
      </div>
      {onDismiss !== undefined && (
        <CloseButton size="sm" c="inherit" aria-label={t('notices.dismiss')} onClick={onDismiss} />
      )}
    </div>
  );
}

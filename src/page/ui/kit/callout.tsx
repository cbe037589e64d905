import { Button, CloseButton, Code, Collapse, CopyButton, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconCopy,
  IconInfoCircle,
} from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../core/texts/message.ts';
import classes from './callout.module.css';
import { useMessageText } from './use-texts.ts';

const icons = { info: IconInfoCircle, warning: IconAlertTriangle, error: IconAlertCircle } as const;

interface CalloutProps {
  readonly severity: keyof typeof icons;
  readonly title?: string;
  readonly message: Message;
  /** Below the message. */
  readonly children?: ReactNode;
  readonly onDismiss?: () => void;
}

/** A message with its technical details, if any, folded away. */
export function Callout({ severity, title, message, children, onDismiss }: CalloutProps) {
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
        {children}
        {message.detail !== undefined && message.detail !== '' && <ErrorDetails detail={message.detail} />}
      </div>
      {onDismiss !== undefined && (
        <CloseButton size="sm" c="inherit" aria-label={t('notices.dismiss')} onClick={onDismiss} />
      )}
    </div>
  );
}

/** Technical details for a bug report: folded away, untranslated, ready to be copied. */
export function ErrorDetails({ detail }: { readonly detail: string }) {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Group gap={4}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          c="inherit"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={id}
          rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        >
          {isOpen ? t('notices.hideDetails') : t('notices.details')}
        </Button>
        {isOpen && (
          <CopyButton value={detail}>
            {({ copied, copy }) => (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                c="inherit"
                onClick={copy}
                leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              >
                {copied ? t('notices.copied') : t('notices.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      <Collapse expanded={isOpen} id={id} keepMounted={false}>
        <Code
          block
          mt={4}
          mah={180}
          style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {detail}
        </Code>
      </Collapse>
    </div>
  );
}

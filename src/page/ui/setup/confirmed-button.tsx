import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './model-cache.module.css';

interface ConfirmedButtonProps {
  readonly label: string;
  /** What the button is called where several have the same label. */
  readonly name?: string;
  readonly question: string;
  readonly onConfirm: () => void;
}

/** A button that deletes only after it was asked about: gigabytes take long to come back. */
export function ConfirmedButton({ label, name = label, question, onConfirm }: ConfirmedButtonProps) {
  const { t } = useTranslation();
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // The button that had the focus has gone; the harmless one takes it.
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <Button
        ref={first}
        variant="subtle"
        color="gray"
        c="inherit"
        size="compact-xs"
        leftSection={<IconTrash size={14} aria-hidden />}
        aria-label={name}
        onClick={() => setIsAsking(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <fieldset className={classes.question} aria-labelledby={id}>
      <span id={id}>{question}</span>
      <span className={classes.answers}>
        <Button ref={keep} variant="default" size="compact-xs" onClick={() => setIsAsking(false)}>
          {t('modelCache.keep')}
        </Button>
        <Button
          color="red.9"
          size="compact-xs"
          onClick={() => {
            setIsAsking(false);
            onConfirm();
          }}
        >
          {t('modelCache.delete')}
        </Button>
      </span>
    </fieldset>
  );
}

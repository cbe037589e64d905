import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './history.module.css';

interface EditedTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly maxLength: number;
  readonly isLong?: boolean;
  /** Called once: with the new text, or `null` where it is to stay as it was. */
  readonly onFinish: (text: string | null) => void;
}

/** A text that is edited in its place: Enter or leaving the field keeps it, Escape does not. */
export function EditedText({
  label,
  placeholder,
  text,
  maxLength,
  isLong = false,
  onFinish,
}: EditedTextProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState(text);
  // Taking the field away blurs it, which must not finish a second time.
  const isFinished = useRef(false);
  const finish = (result: string | null) => {
    if (isFinished.current) return;
    isFinished.current = true;
    onFinish(result === text ? null : result);
  };
  const shared = {
    className: classes.field ?? '',
    size: 'sm',
    value,
    placeholder,
    maxLength,
    'aria-label': label,
    title: t('history.editHelp'),
    autoFocus: true,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
    onBlur: () => finish(value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape') finish(null);
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        finish(value);
      }
    },
  } as const;
  return isLong ? <Textarea {...shared} autosize minRows={2} maxRows={8} /> : <TextInput {...shared} />;
}

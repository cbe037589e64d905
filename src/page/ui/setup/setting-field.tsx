import { TextInput, Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { SettingName } from '../../../core/settings/settings.ts';
import classes from './sweep.module.css';
import { useSettingText } from './use-setting-text.ts';

interface SettingFieldProps {
  readonly name: SettingName;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'text' | 'url';
  /** Takes effect when the field is left, not while it is typed in. */
  readonly onFinish?: boolean;
  readonly className?: string | undefined;
}

/** The tooltip hangs on the input, and must not cover the label above it. */
const labelHeight = 28;

/**
 * A setting in a text field. What is wrong with it stands under the whole grid of fields, since most fields are too
 * narrow for a sentence.
 */
export function SettingField(props: SettingFieldProps) {
  const { name, label, help, placeholder, inputMode, onFinish = false, className = '' } = props;
  const field = useSettingText(name, { onFinish });
  const errorId = useId();
  return (
    <>
      <Tooltip label={help} disabled={help === undefined} position="top-start" offset={labelHeight}>
        <TextInput
          className={`${classes.field} ${className}`}
          label={label}
          {...(placeholder !== undefined && { placeholder })}
          {...(inputMode !== undefined && { inputMode })}
          autoComplete="off"
          spellCheck={false}
          value={field.text}
          error={field.error !== null}
          {...(field.error !== null && { 'aria-describedby': errorId })}
          onChange={(event) => field.change(event.currentTarget.value)}
          onBlur={field.finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) field.finish();
          }}
          classNames={{ input: classes.input ?? '' }}
        />
      </Tooltip>
      {field.error !== null && (
        <p id={errorId} role="alert" className={classes.error}>
          {label}: {field.error}
        </p>
      )}
    </>
  );
}

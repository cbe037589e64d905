import { TextInput } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingName, Settings } from '../../../core/settings/settings.ts';
import { formatSetting, parseSetting } from '../../../core/settings/settings-text.ts';
import { messageText, settingProblemMessage } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useInvalidField } from './invalid-fields.tsx';
import classes from './sweep.module.css';

interface SettingFieldProps {
  readonly name: SettingName;
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'decimal' | 'text' | 'url';
  /** Applies the text when the field is left or Enter is pressed, instead of while typing. */
  readonly onFinish?: boolean;
  readonly className?: string | undefined;
}

/** The tooltip is attached to the input, and must not cover the label above it. */
const labelHeight = 28;

/**
 * A setting in a text field. Its error appears below the whole grid of fields, because most fields are too
 * narrow for a sentence.
 */
export function SettingField(props: SettingFieldProps) {
  const { name, label, help, placeholder, inputMode, onFinish = false, className = '' } = props;
  const { t } = useTranslation();
  const field = useSettingText(name, { onFinish });
  const errorId = useId();
  const input = useRef<HTMLInputElement>(null);
  const problem = field.problem === null ? null : `${label}${t('joint.label')}${field.problem}`;
  useInvalidField(problem, input);
  return (
    <>
      <Tooltip label={help} position="top-start" offset={labelHeight}>
        <TextInput
          ref={input}
          className={`${classes.field} ${className}`}
          label={label}
          {...(placeholder !== undefined && { placeholder })}
          {...(inputMode !== undefined && { inputMode })}
          autoComplete="off"
          spellCheck={false}
          value={field.text}
          error={field.error !== null}
          {...(field.error !== null && { 'aria-errormessage': errorId })}
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
          {label}
          {t('joint.label')}
          {field.error}
        </p>
      )}
    </>
  );
}

interface SettingText {
  readonly text: string;
  /** What is wrong with the text, or `null`. */
  readonly problem: string | null;
  /** The same, and that the last valid value stays in force. */
  readonly error: string | null;
  change(text: string): void;
  /** To be called when the field is left or Enter is pressed. */
  finish(): void;
}

interface Draft {
  readonly text: string;
  /** The setting's value when the text was typed. If it is another now, something else has changed it. */
  readonly inForce: string;
}

/**
 * The state of a text field that edits a setting. A valid text takes effect at once. With `onFinish` it does
 * so when the field is left, because half an address or half a model id is valid too.
 */
export function useSettingText<K extends SettingName>(name: K, { onFinish = false } = {}): SettingText {
  const { t, i18n } = useTranslation();
  const inForce = useAppState((state) => formatSetting(name, state.settings[name]));
  const changeSettings = useAppState((state) => state.changeSettings);
  const [draft, setDraft] = useState<Draft | null>(null);

  const text = draft !== null && draft.inForce === inForce ? draft.text : inForce;
  const parsed = parseSetting(name, text);

  const take = (value: Settings[K]) => changeSettings({ [name]: value } as Partial<Settings>);
  const problem = parsed.ok ? null : messageText(i18n, settingProblemMessage(parsed.problem));
  const shown = inForce === '' ? '–' : inForce.replaceAll(',', ', ');
  return {
    text,
    problem,
    error: problem === null ? null : t('sweep.stillUsing', { problem, value: shown }),
    change: (next) => {
      const result = parseSetting(name, next);
      if (onFinish || !result.ok) return setDraft({ text: next, inForce });
      setDraft({ text: next, inForce: formatSetting(name, result.value) });
      take(result.value);
    },
    finish: () => {
      if (!parsed.ok) return;
      if (onFinish) take(parsed.value);
      setDraft(null);
    },
  };
}

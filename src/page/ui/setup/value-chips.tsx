import { TextInput, UnstyledButton } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultSettings } from '../../../core/settings/settings.ts';
import { parseSetting } from '../../../core/settings/settings-text.ts';
import { messageText, settingProblemMessage } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useFormat } from '../kit/use-texts.ts';
import { useInvalidField } from './invalid-fields.tsx';
import classes from './value-chips.module.css';

interface ValueChipsProps {
  readonly name: 'batchSizes' | 'pairCounts';
  readonly label: string;
  readonly help: string;
  /** The accessible name of the field that adds values. */
  readonly addLabel: string;
}

/** The values of a list setting as chips that toggle, and a small field that adds others. */
export function ValueChips({ name, label, help, addLabel }: ValueChipsProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const labelId = useId();
  const errorId = useId();
  const input = useRef<HTMLInputElement>(null);
  const chosen = useAppState((state) => state.settings[name]);
  const changeSettings = useAppState((state) => state.changeSettings);
  const [typed, setTyped] = useState('');
  // A value that was switched off stays on offer.
  const [known, setKnown] = useState<readonly number[]>(defaultSettings[name]);
  const offered = [...new Set([...known, ...chosen])].sort((a, b) => a - b);

  const text = typed.trim();
  const parsed = text === '' ? null : parseSetting(name, `${chosen.join(',')},${text}`);
  const problem = parsed?.ok === false ? messageText(i18n, settingProblemMessage(parsed.problem)) : null;
  const error = problem === null ? null : `${label}${t('joint.label')}${problem}`;
  useInvalidField(error, input);

  const take = (values: readonly number[]) => {
    setKnown(offered);
    changeSettings({ [name]: values });
  };
  const add = () => {
    if (parsed?.ok !== true) return;
    take(parsed.value);
    setTyped('');
  };
  return (
    <div className={classes.group}>
      <span id={labelId} className={classes.label}>
        {label}
      </span>
      <Tooltip label={help} position="top-start">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in a row with it */}
        <div role="group" aria-labelledby={labelId} className={classes.chips} data-testid={name}>
          {offered.map((value) => {
            const isOn = chosen.includes(value);
            // A list needs a value, so the last one stays.
            const isLast = isOn && chosen.length === 1;
            return (
              <UnstyledButton
                key={value}
                className={classes.chip ?? ''}
                aria-pressed={isOn}
                aria-disabled={isLast || undefined}
                onClick={() => {
                  if (isLast) return;
                  const next = isOn ? chosen.filter((one) => one !== value) : [...chosen, value];
                  take(next.sort((a, b) => a - b));
                }}
              >
                {format.count(value)}
              </UnstyledButton>
            );
          })}
          <TextInput
            ref={input}
            className={classes.add ?? ''}
            classNames={{ input: classes.input ?? '' }}
            size="xs"
            aria-label={addLabel}
            aria-description={help}
            placeholder="+"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            error={error !== null}
            {...(error !== null && { 'aria-errormessage': errorId })}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey) add();
            }}
          />
        </div>
      </Tooltip>
      {error !== null && (
        <p id={errorId} role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </div>
  );
}

import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogue, findModel } from '../../../core/rerank/catalogue.ts';
import { useAppState } from '../../store/app-context.ts';
import { modelTitle } from '../shared/names.ts';
import { useSettingText } from '../sweep/use-setting-text.ts';
import classes from './model.module.css';

const other = 'other';

/** The models the page knows by name, and a way to name any other. */
export function ModelSelect() {
  const { t } = useTranslation();
  const model = useAppState((state) => state.settings.model);
  const changeSettings = useAppState((state) => state.changeSettings);
  const [wantsOther, setWantsOther] = useState(false);
  const isOther = wantsOther || findModel(model) === undefined;
  return (
    <div className={classes.model}>
      <Select
        aria-label={t('model.label')}
        allowDeselect={false}
        data={[
          ...catalogue.map(({ id }) => ({ value: id, label: modelTitle(id, t) })),
          { value: other, label: t('model.other') },
        ]}
        value={isOther ? other : model}
        onChange={(chosen) => {
          setWantsOther(chosen === other);
          if (chosen !== null && chosen !== other) changeSettings({ model: chosen });
        }}
      />
      {isOther && <OtherModel />}
    </div>
  );
}

function OtherModel() {
  const { t } = useTranslation();
  const field = useSettingText('model', { onFinish: true });
  // A model of the list is in force until another is named; its id would only be in the way here.
  const [isUntouched, setIsUntouched] = useState(findModel(field.text) !== undefined);
  return (
    <TextInput
      aria-label={t('model.otherLabel')}
      placeholder={t('model.otherPlaceholder')}
      autoComplete="off"
      spellCheck={false}
      value={isUntouched ? '' : field.text}
      error={isUntouched ? null : field.error}
      onChange={(event) => {
        setIsUntouched(event.currentTarget.value === '');
        field.change(event.currentTarget.value);
      }}
      onBlur={() => {
        if (!isUntouched) field.finish();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !isUntouched) field.finish();
      }}
    />
  );
}

import { Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findModel, isNonCommercial } from '../../../core/rerank/catalogue.ts';
import { parseModelId } from '../../../core/rerank/model-id.ts';
import { twinOfModelId } from '../../../core/rerank/twin-model-id.ts';
import { useAppState } from '../../store/app-context.ts';
import { modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './model.module.css';
import { modelGroups, otherModel, searchGroups } from './model-groups.ts';
import { TwinLine } from './twin-line.tsx';
import { useLocalModels } from './use-local-models.ts';
import { useSettingText } from './use-setting-text.ts';

/** The models the page knows by name, to be searched, and a way to name any other. */
export function ModelSelect() {
  const { t } = useTranslation();
  const model = useAppState((state) => state.settings.model);
  const changeSettings = useAppState((state) => state.changeSettings);
  const [wantsOther, setWantsOther] = useState(false);
  const [search, setSearch] = useState<string | null>(null);
  const isOther = wantsOther || (findModel(model) === undefined && parseModelId(model)?.source === 'hub');
  const groups = useMemo(() => modelGroups(t), [t]);
  const chosen = isOther ? t('model.other') : modelTitle(model, t);
  // Mantine also puts what is chosen into the field; that is nothing to search for.
  const isTyped = search !== null && search !== '' && search !== chosen;
  const localIds = useLocalModels();
  const data =
    localIds.length === 0
      ? groups
      : [
          ...groups,
          { group: t('localFolder.group'), items: localIds.map((id) => ({ value: id, label: id })) },
        ];
  return (
    <div className={classes.model}>
      <Select
        aria-label={t('model.label')}
        allowDeselect={false}
        searchable
        // Enter takes what was typed for; in the list as a whole it would take the first model unasked.
        selectFirstOptionOnChange={isTyped}
        comboboxProps={{ width: 330, position: 'bottom-start' }}
        maxDropdownHeight={380}
        data={isTyped ? searchGroups(data, search, t) : data}
        // The groups are searched already, with what is typed as an option of its own.
        filter={({ options }) => options}
        searchValue={search ?? chosen}
        onSearchChange={setSearch}
        onDropdownOpen={() => setSearch('')}
        onDropdownClose={() => setSearch(null)}
        nothingFoundMessage={t('modelChoice.nothingFound')}
        placeholder={t('modelChoice.search')}
        value={isOther ? otherModel : model}
        onChange={(value) => {
          setWantsOther(value === otherModel);
          // A depth is one twin's; another has its own.
          if (value !== null && value !== otherModel) changeSettings({ model: value, layers: null });
        }}
        renderOption={({ option, checked }) => (
          <ModelLine id={option.value} label={option.label} isChosen={checked ?? false} />
        )}
      />
      {isOther && <OtherModel />}
    </div>
  );
}

interface ModelLineProps {
  readonly id: string;
  readonly label: string;
  readonly isChosen: boolean;
}

function ModelLine({ id, label, isChosen }: ModelLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const twin = twinOfModelId(id);
  if (twin !== undefined) return <TwinLine twin={twin} label={label} isChosen={isChosen} />;
  const entry = findModel(id);
  const sizes = entry?.weights.map(({ approximateBytes }) => approximateBytes) ?? [];
  return (
    <span className={classes.option}>
      <span className={isChosen ? classes.chosen : undefined}>{label}</span>
      {entry !== undefined && (
        <span className={classes.size}>
          {isNonCommercial(entry.licence) && (
            <span className={classes.nonCommercial} title={t('modelChoice.nonCommercial')}>
              NC
            </span>
          )}
          {format.bytes(Math.min(...sizes))}
        </span>
      )}
    </span>
  );
}

function OtherModel() {
  const { t } = useTranslation();
  const field = useSettingText('model', { onFinish: true });
  // A model of the list is in force until another is named; its id would only be in the way here.
  const [isUntouched, setIsUntouched] = useState(
    parseModelId(field.text)?.source !== 'hub' || findModel(field.text) !== undefined,
  );
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

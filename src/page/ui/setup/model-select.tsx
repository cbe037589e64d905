import { Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findModel, isNonCommercial } from '../../../core/rerank/catalogue.ts';
import { localModelId, parseModelId } from '../../../core/rerank/model-id.ts';
import { type Twin, twinModelId, twinOfModelId } from '../../../core/rerank/twins.ts';
import { knownModel } from '../../jobs/known-model.ts';
import { chooseBackends } from '../../jobs/lane-choice.ts';
import { useAppState } from '../../store/app-context.ts';
import { modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model.module.css';
import { modelGroups, otherModel, searchGroups } from './model-groups.ts';
import { useSettingText } from './setting-field.tsx';

/** A searchable list of the models that the page knows, with an option to name any other. */
export function ModelSelect() {
  const { t } = useTranslation();
  const model = useAppState((state) => state.settings.model);
  const changeSettings = useAppState((state) => state.changeSettings);
  const [wantsOther, setWantsOther] = useState(false);
  // `null` while the list is closed.
  const [search, setSearch] = useState<string | null>(null);
  const isOther = wantsOther || (findModel(model) === undefined && parseModelId(model)?.source === 'hub');
  const groups = useMemo(() => modelGroups(t), [t]);
  const chosen = isOther ? t('model.other') : modelTitle(model, t);
  // Mantine also puts the chosen title into the field. That is not a search, and would stay in its language.
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
        // Enter takes the first match of a search. Without a search it must not take the first model of the
        // list.
        selectFirstOptionOnChange={isTyped}
        comboboxProps={{ width: 330, position: 'bottom-start', keepMounted: false }}
        maxDropdownHeight={380}
        data={isTyped ? searchGroups(data, search, t) : data}
        // The groups are filtered already, and include the search itself if it is a model id.
        filter={({ options }) => options}
        searchValue={search ?? chosen}
        onSearchChange={(text) => setSearch((current) => (current === null ? null : text))}
        onDropdownOpen={() => setSearch('')}
        onDropdownClose={() => setSearch(null)}
        nothingFoundMessage={t('modelChoice.nothingFound')}
        placeholder={t('modelChoice.search')}
        value={isOther ? otherModel : model}
        onChange={(value) => {
          setWantsOther(value === otherModel);
          // The number of layers belongs to one twin, so another model starts without it.
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
  // Until another model is named, the field stays empty: the id of a listed model would be in the way.
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

interface TwinLineProps {
  readonly twin: Twin;
  readonly label: string;
  readonly isChosen: boolean;
}

/** A twin in the list, with the size of its weights in the dtype of the first lane that can run. */
function TwinLine({ twin, label, isChosen }: TwinLineProps) {
  const format = useFormat();
  const id = twinModelId(twin);
  // The chosen number of layers applies only to the chosen twin.
  const layers = useAppState(({ settings }) => (settings.model === id ? settings.layers : null));
  const device = useAppState((state) => state.settings.device);
  const dtype = useAppState((state) => state.settings.dtype);
  const machine = useAppState((state) => state.machine);
  const bytes = useMemo(() => {
    const known = knownModel(id, undefined, layers);
    const lanes = machine.state === 'probing' ? [] : chooseBackends({ device, dtype }, known, machine);
    const first = lanes.find(({ unavailable }) => unavailable === null) ?? lanes[0];
    return known?.weights?.find((one) => one.dtype === first?.dtype)?.bytes ?? null;
  }, [id, layers, device, dtype, machine]);
  return (
    <span className={classes.option}>
      <span className={isChosen ? classes.chosen : undefined}>{label}</span>
      {bytes !== null && <span className={classes.size}>{format.bytes(bytes)}</span>}
    </span>
  );
}

/** Ids of the folders added in this visit, and of the chosen folder even if its files are not here. */
function useLocalModels(): readonly string[] {
  const model = useAppState((state) => state.settings.model);
  const folders = useAppState((state) => state.localFolders);
  return useMemo(() => {
    const ids = [...folders.keys()].map(localModelId);
    const isMissing = parseModelId(model)?.source === 'local' && !ids.includes(model);
    return isMissing ? [...ids, model] : ids;
  }, [folders, model]);
}

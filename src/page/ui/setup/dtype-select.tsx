import { MultiSelect, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import { nextDtypes, offeredDtypes } from './dtype-choice.ts';
import classes from './model.module.css';
import { useKnownModel } from './use-known-model.ts';

/** Precision of the weights; each one chosen is a lane of its own. Sizes stand in the list, before any download. */
export function DtypeSelect() {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = useAppState((state) => state.settings.dtype);
  const changeSettings = useAppState((state) => state.changeSettings);
  const weights = useKnownModel().known?.weights ?? null;
  const sizes = new Map(weights?.map(({ dtype, bytes }) => [dtype as string, bytes]));
  const names = [...new Set([...offeredDtypes(weights), ...chosen])];
  return (
    <Tooltip label={t('model.dtypeHelp')}>
      <MultiSelect
        className={classes.dtype ?? ''}
        aria-label={t('model.dtype')}
        data={names.map((value) => ({
          value: value as string,
          label: value === 'auto' ? t('model.auto') : value,
        }))}
        value={[...chosen]}
        onChange={(next) => changeSettings({ dtype: nextDtypes(chosen, next) })}
        comboboxProps={{ width: 190, position: 'bottom-end' }}
        renderOption={({ option }) => {
          const size = sizes.get(option.value) ?? undefined;
          return (
            <span className={classes.option}>
              {option.label}
              {size !== undefined && <span className={classes.size}>{format.bytes(size)}</span>}
            </span>
          );
        }}
      />
    </Tooltip>
  );
}

import { MultiSelect, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Dtype, type DtypeChoice, dtypeChoices, dtypes } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model.module.css';
import { useKnownModel } from './use-known-model.ts';

/**
 * The precisions of the weights. Each one chosen is measured in a lane of its own. The list shows their sizes
 * before any download.
 */
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

/** The dtypes to offer for a model: `auto` and those of its weights, or all if none are known. */
export function offeredDtypes(weights: readonly { readonly dtype: Dtype }[] | null): readonly DtypeChoice[] {
  return weights === null || weights.length === 0
    ? dtypeChoices
    : ['auto', ...weights.map(({ dtype }) => dtype)];
}

/**
 * The dtypes after a change in the list. The list takes `auto` and named dtypes as alternatives, although a
 * link may ask for both. Choosing nothing means `auto`.
 */
export function nextDtypes(
  before: readonly DtypeChoice[],
  chosen: readonly string[],
): readonly DtypeChoice[] {
  const named = dtypes.filter((dtype) => chosen.includes(dtype));
  const autoIsNew = chosen.includes('auto') && !before.includes('auto');
  return autoIsNew || named.length === 0 ? ['auto'] : named;
}

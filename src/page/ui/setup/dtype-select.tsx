import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { usualDtypes } from '../../../core/model-files/weight-names.ts';
import { type DtypeChoice, dtypeChoices, dtypes } from '../../../core/rerank/devices.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { KnownWeights } from '../../jobs/known-model.ts';
import { useAppState } from '../../store/app-context.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model.module.css';
import { useKnownModel } from './use-known-model.ts';

/**
 * The precisions of the weights. Each one chosen is measured in a lane of its own. The list shows their sizes
 * before any download. Files with other names than the precisions' follow, one of which can be chosen
 * instead.
 */
export function DtypeSelect() {
  const { t } = useTranslation();
  const format = useFormat();
  const dtype = useAppState((state) => state.settings.dtype);
  const file = useAppState((state) => state.settings.file);
  const changeSettings = useAppState((state) => state.changeSettings);
  const weights = useKnownModel().whole?.weights ?? null;
  const sizes = new Map(weights?.map((one) => [one.file ?? one.dtype, one.bytes]));
  const chosen = file === null ? dtype : [file];
  const files = offeredFiles(weights);
  const names = [...new Set<string>([...offeredDtypes(weights), ...files, ...chosen])];
  return (
    <Tooltip label={t('model.dtypeHelp')}>
      <MultiSelect
        className={classes.dtype ?? ''}
        aria-label={t('model.dtype')}
        data={names.map((value) => ({ value, label: value === 'auto' ? t('model.auto') : value }))}
        value={[...chosen]}
        onChange={(next) => changeSettings(nextWeights({ dtype, file }, next))}
        comboboxProps={{
          width: files.length > 0 ? 320 : 190,
          position: 'bottom-end',
          keepMounted: false,
        }}
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

type OfferedWeights = readonly Pick<KnownWeights, 'dtype' | 'file'>[];

/**
 * The dtypes to offer for a model: `auto` and those of its weights, or all if none are known. Files with
 * other names stand in where there are no others.
 */
export function offeredDtypes(weights: OfferedWeights | null): readonly DtypeChoice[] {
  return weights === null || weights.length === 0 ? dtypeChoices : ['auto', ...new Set(usualDtypes(weights))];
}

/** The files that can be chosen instead of a dtype. */
export const offeredFiles = (weights: OfferedWeights | null): readonly string[] =>
  weights?.flatMap(({ file }) => file ?? []) ?? [];

/** The weights after a change in the list. A file and dtypes are alternatives; the newer choice counts. */
export function nextWeights(
  before: Pick<Settings, 'dtype' | 'file'>,
  chosen: readonly string[],
): Pick<Settings, 'dtype' | 'file'> {
  const isDtype = (value: string) => dtypeChoices.some((choice) => choice === value);
  const file = chosen.find((value) => !isDtype(value) && value !== before.file);
  if (file !== undefined) return { dtype: ['auto'], file };
  const named = chosen.filter(isDtype);
  if (before.file !== null && named.length === 0 && chosen.length > 0) return before;
  return { dtype: nextDtypes(before.file === null ? before.dtype : [], named), file: null };
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

import { Checkbox, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import classes from './history.module.css';

const sides = ['base', 'head'] as const;

/** Puts a run on a side of the comparison, or on none. */
export function CompareBoxes({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation();
  const chosen = useAppState(({ compareSides }) => compareSides[id] ?? null);
  const setCompareSide = useAppState((state) => state.setCompareSide);
  const help = { base: t('history.baseHelp'), head: t('history.headHelp') };
  return (
    <fieldset className={classes.sides} aria-label={t('history.side', { name })}>
      {sides.map((side) => (
        <Tooltip key={side} label={help[side]}>
          <Checkbox
            size="xs"
            label={t(`history.${side}`)}
            checked={chosen === side}
            onChange={(event) => setCompareSide(id, event.currentTarget.checked ? side : null)}
          />
        </Tooltip>
      ))}
    </fieldset>
  );
}

import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { chooseLanes } from '../../jobs/lane-choice.ts';
import { useAppState } from '../../store/app-context.ts';
import { modelTitle } from '../kit/names.ts';
import { usePhone } from '../kit/use-phone.ts';
import { useKnownModel } from '../setup/use-known-model.ts';
import classes from './ranking.module.css';

/** The model, device and precision that the next ranking takes, with a way to the set-up that names them. */
export function RanksWith() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const settings = useAppState((state) => state.settings);
  const machine = useAppState((state) => state.machine);
  const showResult = useAppState((state) => state.showResult);
  const { known } = useKnownModel();
  const lane = useMemo(
    () =>
      machine.state === 'probing'
        ? undefined
        : chooseLanes(settings, known, machine).find(({ unavailable }) => unavailable === null),
    [settings, known, machine],
  );
  const parts = [
    modelTitle(settings.model, t, settings.layers),
    lane && deviceKinds[lane.device].name,
    lane && (lane.file ?? lane.dtype),
  ].filter((part) => part != null);
  const change = () => {
    if (isPhone) showResult('setup');
    // On a phone the set-up is first to come into sight.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('#setup input')?.focus());
  };
  return (
    <div className={classes.with} data-hidden-while-presenting>
      <p data-testid="ranks-with">{t('ranking.with', { what: parts.join(' · ') })}</p>
      <Button variant="subtle" size="compact-xs" onClick={change}>
        {t('ranking.change')}
      </Button>
    </div>
  );
}

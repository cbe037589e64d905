import { SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type Device, deviceKinds, devices } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { defaultDevice } from '../../store/machine-slice.ts';
import classes from './model.module.css';

type DeviceSelection = 'auto' | 'both' | Device;

function devicesOf(choice: DeviceSelection): readonly Device[] {
  if (choice === 'auto') return [];
  return choice === 'both' ? devices : [choice];
}

const choiceOf = (chosen: readonly Device[]): DeviceSelection =>
  chosen.length > 1 ? 'both' : (chosen[0] ?? 'auto');

/** The choice of WebGPU, WASM, both side by side, or whichever is best on this machine. */
export function DeviceChoice() {
  const { t } = useTranslation();
  const id = useId();
  const choice = useAppState((state) => choiceOf(state.settings.device));
  const changeSettings = useAppState((state) => state.changeSettings);
  const best = useAppState((state) =>
    state.machine.state === 'probing' ? null : defaultDevice(state.machine),
  );
  const autoLabel =
    best === null ? t('model.auto') : t('model.deviceAuto', { device: deviceKinds[best].name });
  return (
    <div>
      <div className={classes.device}>
        <span id={id} className={classes.deviceLabel}>
          {t('model.device')}
        </span>
        <SegmentedControl<DeviceSelection>
          aria-labelledby={id}
          size="xs"
          fullWidth
          className={classes.segments ?? ''}
          value={choice}
          onChange={(next) => changeSettings({ device: devicesOf(next) })}
          data={[
            { value: 'auto', label: autoLabel },
            ...devices.map((device) => ({ value: device, label: deviceKinds[device].name })),
            { value: 'both', label: t('model.both') },
          ]}
        />
      </div>
      <DeviceHint choice={choice} />
    </div>
  );
}

function DeviceHint({ choice }: { readonly choice: DeviceSelection }) {
  const { t } = useTranslation();
  const adapter = useAppState(({ machine }) =>
    machine.state !== 'known' ? 'unknown' : (machine.probe.adapter?.isSoftware ?? 'none'),
  );
  if (!devicesOf(choice).some((device) => deviceKinds[device].hasAdapter)) return null;
  if (adapter === 'none') return <p className={classes.caution}>{t('model.noAdapter')}</p>;
  if (adapter === true) return <p className={classes.caution}>{t('model.softwareAdapter')}</p>;
  return choice === 'both' ? <p className={classes.facts}>{t('model.bothHelp')}</p> : null;
}

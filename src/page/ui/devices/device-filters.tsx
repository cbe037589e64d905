import { Select } from '@mantine/core';
import { type DeviceFilter, type DeviceName, valuesOf } from '../../../core/results/device-figures.ts';
import classes from './devices.module.css';
import { useDeviceWords } from './use-device-words.ts';

interface DeviceFiltersProps {
  readonly names: readonly DeviceName[];
  readonly filter: DeviceFilter;
  readonly change: (filter: DeviceFilter) => void;
}

/** Narrows the list. A respect in which all devices agree offers no choice and is left out. */
export function DeviceFilters({ names, filter, change }: DeviceFiltersProps) {
  const say = useDeviceWords();
  const words = { webgpu: say('gpu'), wasm: say('cpu') };
  const parts = ['device', 'browser', 'os', 'dtype'] as const;
  return (
    <fieldset className={classes.filters}>
      <legend>{say('filters')}</legend>
      {parts.map((part) => {
        const values = valuesOf(names, part);
        if (values.length < 2 && filter[part] === null) return null;
        return (
          <Select
            key={part}
            size="sm"
            data-filter={part}
            className={classes.filter ?? ''}
            label={say(part)}
            allowDeselect={false}
            value={filter[part] ?? ''}
            onChange={(value) => change({ ...filter, [part]: value === '' ? null : value })}
            data={[
              { value: '', label: say('any') },
              ...values.map((value) => ({
                value,
                label: part === 'device' ? words[value === 'webgpu' ? 'webgpu' : 'wasm'] : value,
              })),
            ]}
          />
        );
      })}
    </fieldset>
  );
}

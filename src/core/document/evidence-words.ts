import type { i18n } from 'i18next';
import { type Device, deviceKinds } from '../rerank/devices.ts';
import type { Numbers } from '../texts/format.ts';
import type { EvidenceRecord } from './evidence-record.ts';

/** Of a fingerprint so many digits are shown, enough to compare two by eye. */
const shownDigits = 12;

/** The evidence of a run, one sentence a line; none of it is foreign text. */
export function evidenceWords(
  { speed, fingerprints, pressure = [], battery = [], screenAwake }: EvidenceRecord,
  { t }: i18n,
  numbers: Pick<Numbers, 'milliseconds' | 'percent'>,
): string[] {
  const first = battery[0];
  const last = battery.at(-1);
  const times = new Map<Device, string[]>();
  for (const { device, ms } of speed) {
    times.set(device, [...(times.get(device) ?? []), numbers.milliseconds(ms)]);
  }
  return [
    ...Array.from(times, ([device, ms]) =>
      t('evidence.pace', { device: deviceKinds[device].name, times: ms.join(' → ') }),
    ),
    ...fingerprints.map(({ device, sha256 }) =>
      t('evidence.fingerprint', {
        device: deviceKinds[device].name,
        fingerprint: sha256.slice(0, shownDigits),
      }),
    ),
    ...(pressure.length === 0
      ? []
      : [
          t('evidence.pressure', {
            states: pressure.map(({ state }) => t(`evidence.pressureState.${state}`)).join(' → '),
          }),
        ]),
    ...(first === undefined || last === undefined
      ? []
      : [
          t(last.isCharging ? 'evidence.charging' : 'evidence.discharging', {
            from: numbers.percent(first.level),
            to: numbers.percent(last.level),
          }),
        ]),
    ...(screenAwake === undefined ? [] : [t(screenAwake ? 'evidence.awake' : 'evidence.notAwake')]),
  ];
}

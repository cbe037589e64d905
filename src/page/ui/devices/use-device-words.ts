import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DeviceName } from '../../../core/results/device-figures.ts';
import { devices as english } from '../../../core/texts/en/devices.ts';
import { devices as chinese } from '../../../core/texts/zh-cn/devices.ts';
import { useLateTexts } from '../kit/use-texts.ts';

const words = { en: english, 'zh-CN': chinese };

/** The tab's own words, which are not among those of the first load. */
export function useDeviceWords() {
  useLateTexts('devices', words);
  return useTranslation('devices').t;
}

/** What a device is called: by its owner, by its GPU, or by the cores of its CPU. */
export function nameOfDevice({ gpu, cores, device, label }: DeviceName, say: TFunction<'devices'>): string {
  const hardware =
    device === 'wasm' ? say('cpuOf', { count: cores ?? 0 }) : gpu === '' ? say('gpuWithoutName') : gpu;
  return label === '' ? hardware : `${label} · ${hardware}`;
}

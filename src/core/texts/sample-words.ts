import type { i18n } from 'i18next';
import { setup } from './en/setup.ts';

const isNamed = (sample: string): sample is keyof typeof setup.samples =>
  Object.hasOwn(setup.samples, sample);

/** A sample set as the page calls it. The name of a set that it does not have stays as a record has it. */
export const sampleWords = (sample: string, { t }: Pick<i18n, 't'>): string =>
  isNamed(sample) ? t(`samples.${sample}`) : sample;

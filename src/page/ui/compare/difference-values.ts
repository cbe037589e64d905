import type { TFunction } from 'i18next';
import type { Difference } from '../../../core/document/what-differs.ts';
import { deviceKinds, isDevice } from '../../../core/rerank/devices.ts';

/** The values of one side, in words where they are codes. */
export function differenceValues(difference: Difference, side: 'base' | 'head', t: TFunction): string {
  return difference[side].map((value) => valueText(difference.field, value, t)).join(', ');
}

function valueText(field: Difference['field'], value: string, t: TFunction): string {
  if (value === '') return t('compare.unset');
  switch (field) {
    case 'inputSha256':
    case 'appCommit':
      // Enough to tell two apart.
      return value.slice(0, 8);
    case 'inputSource':
      return value === 'own' ? t('picture.ownText') : t('compare.field.inputSample');
    case 'softwareAdapter':
    case 'crossOriginIsolated':
      return t(value === 'true' ? 'compare.yes' : 'compare.no');
    case 'deviceUsed':
      return isDevice(value) ? deviceKinds[value].name : value;
    default:
      return value;
  }
}

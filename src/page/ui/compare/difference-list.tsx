import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../core/document/comparison.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import classes from './compare.module.css';
import { differenceValues } from './difference-values.ts';

/** What the two sides differ in besides their figures: any of it may be the cause. */
export function DifferenceList({ comparison: { differences } }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  return (
    <section className={classes.block} aria-label={t('compare.differences')} data-testid="what-differs">
      <Title order={4}>{t('compare.differences')}</Title>
      {differences.length === 0 ? (
        <p className={classes.quiet}>{t('compare.noDifferences')}</p>
      ) : (
        <ScrollRegion className={classes.scroll} label={t('compare.differences')}>
          <table className={classes.facts}>
            <thead>
              <tr>
                <th scope="col">{t('compare.what')}</th>
                <th scope="col">{t('compare.base')}</th>
                <th scope="col">{t('compare.head')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map((difference) => (
                <tr key={difference.field} data-field={difference.field}>
                  <th scope="row">{t(`compare.field.${difference.field}`)}</th>
                  <td>{differenceValues(difference, 'base', t)}</td>
                  <td>{differenceValues(difference, 'head', t)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

import { Tooltip, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { sampleSets } from '../../../core/input/sample-sets.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import classes from './input.module.css';

/** The sample sets, one click each. */
export function SamplePicker() {
  const { t } = useTranslation();
  const { chooseSample: takeSample } = useServices();
  const shown = useAppState(({ input }) => (input.source.kind === 'sample' ? input.source.id : null));
  return (
    <Tooltip label={t('documents.samplesHelp')} position="top-start">
      <fieldset className={classes.samples}>
        <legend className={classes.samplesLabel}>{t('documents.samples')}</legend>
        {sampleSets.map(({ id, documents }) => (
          <UnstyledButton
            key={id}
            className={classes.sample ?? ''}
            aria-pressed={shown === id}
            onClick={() => takeSample(id)}
          >
            {t(`samples.${id}`)} <span className={classes.sampleCount}>{documents.length}</span>
          </UnstyledButton>
        ))}
      </fieldset>
    </Tooltip>
  );
}

import { useTranslation } from 'react-i18next';
import { Section } from '../shared/section.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { DtypeSelect } from './dtype-select.tsx';
import classes from './model.module.css';
import { ModelFacts } from './model-facts.tsx';
import { ModelSelect } from './model-select.tsx';
import { ModelStatus } from './model-status.tsx';

/** Which model, in which precision, on what. */
export function ModelSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('model.title')} aside={<ModelStatus />}>
      <div className={classes.choice}>
        <ModelSelect />
        <DtypeSelect />
      </div>
      <ModelFacts />
      <DeviceChoice />
    </Section>
  );
}

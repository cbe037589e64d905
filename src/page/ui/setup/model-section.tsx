import { useTranslation } from 'react-i18next';
import { Section } from '../kit/section.tsx';
import { DeviceChoice } from './device-choice.tsx';
import { DtypeSelect } from './dtype-select.tsx';
import { FolderDrop } from './folder-drop.tsx';
import { FolderReport } from './folder-report.tsx';
import classes from './model.module.css';
import { ModelFacts } from './model-facts.tsx';
import { ModelSelect } from './model-select.tsx';
import { ModelStatus } from './model-status.tsx';
import { ModelTools } from './model-tools.tsx';

/** Which model, in which precision, on what; a folder with a model may be dropped on it. */
export function ModelSection() {
  const { t } = useTranslation();
  return (
    <FolderDrop>
      <Section title={t('model.title')} aside={<ModelStatus />}>
        <div className={classes.choice}>
          <ModelSelect />
          <DtypeSelect />
        </div>
        <ModelTools />
        <FolderReport />
        <ModelFacts />
        <DeviceChoice />
      </Section>
    </FolderDrop>
  );
}

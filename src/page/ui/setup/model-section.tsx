import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { shareLoaded } from '../kit/file-bars.tsx';
import { Section } from '../kit/section.tsx';
import { useFormat } from '../kit/use-texts.ts';
import { DeviceChoice } from './device-choice.tsx';
import { DownloadedModelsButton } from './downloaded-models.tsx';
import { DtypeSelect } from './dtype-select.tsx';
import { FolderDrop, FolderReport, OpenFolderButton } from './local-folder.tsx';
import classes from './model.module.css';
import { ModelSelect } from './model-select.tsx';
import { ModelSummary } from './model-summary.tsx';

/** The choice of model, precision and device. A folder with a model can be dropped on it. */
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
        <ModelSummary />
        <DeviceChoice />
      </Section>
    </FolderDrop>
  );
}

/** Whether Rank's model is loaded, and what it really runs on. */
function ModelStatus() {
  const { t } = useTranslation();
  const format = useFormat();
  const ready = useAppState((state) => (state.model.state === 'ready' ? state.model.model : null));
  const percent = useAppState((state) =>
    state.model.state === 'loading' ? Math.floor(100 * shareLoaded(state.model.files)) : null,
  );
  if (percent !== null) {
    return (
      <span className={classes.status}>{t('model.loading', { percent: format.percent(percent / 100) })}</span>
    );
  }
  if (ready === null) return null;
  const { deviceUsed, dtype, bytes } = ready;
  return (
    <span className={classes.status}>
      {t('model.ready', { device: deviceKinds[deviceUsed].name, dtype, size: format.bytes(bytes) })}
    </span>
  );
}

/** Access to models that are on this machine already: on the disk, or in the browser's storage. */
function ModelTools() {
  return (
    <Group gap={2} ml={-6}>
      <OpenFolderButton />
      <DownloadedModelsButton />
    </Group>
  );
}

import { Button, Group } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import { shareLoaded } from '../kit/file-bars.tsx';
import { Section } from '../kit/section.tsx';
import { Step } from '../kit/steps.tsx';
import { useFormat } from '../kit/use-texts.ts';
import { DeviceChoice } from './device-choice.tsx';
import { DownloadedModelsButton } from './downloaded-models-button.tsx';
import { DtypeSelect } from './dtype-select.tsx';
import { FolderDrop, FolderReport, OpenFolderButton } from './local-folder.tsx';
import classes from './model.module.css';
import { isCardModel, ModelCards } from './model-cards.tsx';
import { ModelSelect } from './model-select.tsx';
import { ModelSummary } from './model-summary.tsx';

/** The choice of model, precision and device. A folder with a model can be dropped on it. */
export function ModelSection() {
  const { t } = useTranslation();
  const id = useId();
  const isCard = useAppState((state) => isCardModel(state.settings.model));
  // A card says enough of its model; any other model shows its facts until they are folded.
  const [wanted, setWanted] = useState<boolean | null>(null);
  const isOpen = wanted ?? !isCard;
  return (
    <FolderDrop>
      <Section title={t('model.title')} aside={<ModelStatus />}>
        <ModelCards />
        <div className={classes.choice} data-testid="model-choice">
          <span aria-hidden className={classes.choiceLabel}>
            {t('modelCards.more')}
          </span>
          <span aria-hidden className={classes.choiceLabel}>
            {t('model.dtype')}
          </span>
          <Step at={2}>
            <ModelSelect />
          </Step>
          <Step at={3}>
            <DtypeSelect />
          </Step>
        </div>
        <Group gap={2} ml={-6}>
          <OpenFolderButton />
          <DownloadedModelsButton />
          <Button
            variant="subtle"
            size="compact-xs"
            rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setWanted(!isOpen)}
          >
            {t('modelCards.details')}
          </Button>
        </Group>
        <FolderReport />
        <div id={id} className={classes.details} data-folded={!isOpen}>
          <ModelSummary />
        </div>
        <Step at={4}>
          <DeviceChoice />
        </Step>
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

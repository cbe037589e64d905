import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDatabase } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../store/app-context.ts';
import { laterPart } from '../kit/later-part.tsx';

const DownloadedModels = laterPart(async () => (await import('./downloaded-models.tsx')).DownloadedModels);

/** Opens the list of models that the browser keeps. The list is loaded when it is first opened. */
export function DownloadedModelsButton() {
  const { t } = useTranslation();
  const { refreshModelCache } = useServices();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconDatabase size={15} aria-hidden />}
        onClick={() => {
          setWasOpened(true);
          open();
          void refreshModelCache();
        }}
      >
        {t('modelCache.open')}
      </Button>
      {wasOpened && <DownloadedModels isOpen={isOpen} onClose={close} />}
    </>
  );
}

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDatabase } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../store/app-context.ts';
import { DownloadedModels } from './downloaded-models.tsx';

/** Shows which models the browser keeps. */
export function DownloadedModelsButton() {
  const { t } = useTranslation();
  const { refreshModelCache } = useServices();
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconDatabase size={15} aria-hidden />}
        onClick={() => {
          open();
          void refreshModelCache();
        }}
      >
        {t('modelCache.open')}
      </Button>
      <DownloadedModels isOpen={isOpen} onClose={close} />
    </>
  );
}

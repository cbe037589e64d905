import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { Callout } from '../kit/callout.tsx';
import { FileInput, useFileDrop } from '../kit/file-drop.tsx';
import { Tooltip } from '../kit/tooltip.tsx';
import classes from './local-folder.module.css';

/** Lets the visitor drop a folder with a model anywhere on the content. */
export function FolderDrop({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { openFolder } = useServices();
  const { dropProps, isOver } = useFileDrop((files) => void openFolder(files));
  return (
    <div {...dropProps} className={classes.dropzone} role="presentation" data-testid="model">
      {children}
      {isOver && <div className={classes.drop}>{t('localFolder.drop')}</div>}
    </div>
  );
}

/** Lets the visitor choose a folder with a model on their own disk. */
export function OpenFolderButton() {
  const { t } = useTranslation();
  const { openFolder } = useServices();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip label={t('localFolder.openHelp')} w={260}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconFolderOpen size={15} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('localFolder.open')}
        </Button>
      </Tooltip>
      <FileInput
        ref={input}
        accept="folder"
        label={t('localFolder.pick')}
        onFiles={(files) => void openFolder(files)}
      />
    </>
  );
}

/** What is wrong with the last chosen folder, until it is dismissed or another folder is chosen. */
export function FolderReport() {
  const report = useAppState((state) => state.folderReport);
  const setReport = useAppState((state) => state.setFolderReport);
  if (report === null) return null;
  return <Callout severity={report.severity} message={report.message} onDismiss={() => setReport(null)} />;
}

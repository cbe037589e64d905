import { Button, Tooltip } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../store/app-context.ts';
import classes from './local-folder.module.css';

/** React knows the attribute by this name only as text. */
const folderPicker = { webkitdirectory: '' };

/** Lets the visitor choose a folder with a model on their own disk. */
export function OpenFolderButton() {
  const { t } = useTranslation();
  const { openFolder } = useServices();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tooltip label={t('localFolder.openHelp')} multiline w={260}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconFolderOpen size={15} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('localFolder.open')}
        </Button>
      </Tooltip>
      <input
        {...folderPicker}
        ref={input}
        type="file"
        multiple
        className={classes.input}
        tabIndex={-1}
        aria-label={t('localFolder.pick')}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same folder, mended, can be chosen again.
          currentTarget.value = '';
          void openFolder(files);
        }}
      />
    </>
  );
}

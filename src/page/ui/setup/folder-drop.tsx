import type { ReactNode } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../store/app-context.ts';
import classes from './local-folder.module.css';

/** What stands inside takes a folder with a model that is dropped anywhere on it. */
export function FolderDrop({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { openFolder } = useServices();
  const { getRootProps, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDrop: (files) => void openFolder(files),
  });
  return (
    <div {...getRootProps({ className: classes.dropzone, role: 'presentation' })} data-testid="model">
      {children}
      {isDragActive && <div className={classes.drop}>{t('localFolder.drop')}</div>}
    </div>
  );
}

import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../store/app-context.ts';
import { Section } from '../kit/section.tsx';
import { AddDocument } from './add-document.tsx';
import { DocumentList } from './document-list.tsx';
import { DocumentTools } from './document-tools.tsx';
import { DocumentsCount } from './documents-count.tsx';
import classes from './input.module.css';
import { SamplePicker } from './sample-picker.tsx';

/** The documents editor; files may be dropped anywhere on it. */
export function DocumentsSection() {
  const { t } = useTranslation();
  const { addFiles } = useServices();
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    // Files of every kind are handed on: one that cannot be read deserves a notice that says why.
    onDrop: (files) => void addFiles(files),
  });
  return (
    <div {...getRootProps({ className: classes.dropzone, role: 'presentation' })} data-testid="documents">
      <Section
        className={classes.documents}
        title={t('documents.title')}
        aside={<DocumentTools openFiles={open} />}
      >
        <input {...getInputProps({ accept: '.txt,.jsonl,.csv', 'aria-label': t('documents.files') })} />
        <SamplePicker />
        <DocumentList />
        <DocumentsCount />
        <AddDocument />
      </Section>
      {isDragActive && <div className={classes.drop}>{t('documents.drop')}</div>}
    </div>
  );
}

import { Button, Group, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconFilePlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleSets } from '../../../core/input/sample-sets.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { DropOffer, FileInput, useFileDrop } from '../kit/file-drop.tsx';
import { Section } from '../kit/section.tsx';
import { InSteps } from '../kit/steps.tsx';
import { Tooltip } from '../kit/tooltip.tsx';
import { AddDocument } from './add-document.tsx';
import { useCutDocuments } from './cut-documents.ts';
import { DocumentList } from './document-list.tsx';
import classes from './input.module.css';

/** The documents editor. Files can be dropped anywhere on it. */
export function DocumentsSection() {
  const { t } = useTranslation();
  const { addFiles } = useServices();
  const input = useRef<HTMLInputElement>(null);
  // Accepts files of any type, because an unreadable one should get a notice with the reason.
  const takeFiles = (files: readonly File[]) => void addFiles(files);
  const { dropProps, isOver } = useFileDrop(takeFiles);
  return (
    <div {...dropProps} className={classes.dropzone} role="presentation" data-testid="documents">
      <Section
        className={classes.documents}
        title={t('documents.title')}
        aside={<DocumentTools openFiles={() => input.current?.click()} />}
      >
        <FileInput
          ref={input}
          accept=".txt,.csv,.tsv,.json,.jsonl,.ndjson"
          label={t('documents.files')}
          onFiles={takeFiles}
        />
        <SamplePicker />
        <InSteps last={1}>
          <DocumentList />
        </InSteps>
        <DocumentsCount />
        <AddDocument />
      </Section>
      {isOver && <DropOffer>{t('documents.drop')}</DropOffer>}
    </div>
  );
}

/** Buttons to add files, to undo, and to remove all documents. */
function DocumentTools({ openFiles }: { readonly openFiles: () => void }) {
  const { t } = useTranslation();
  const isEmpty = useAppState((state) => state.input.documents.length === 0);
  const canUndo = useAppState(
    // An undo that only empties the editor is not offered.
    ({ undoableInput }) =>
      undoableInput !== null && (undoableInput.documents.length > 0 || undoableInput.query !== ''),
  );
  const clear = useAppState((state) => state.clearDocuments);
  const undo = useAppState((state) => state.undoInput);
  return (
    <Group gap={2}>
      <Tooltip label={t('documents.filesHelp')}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconFilePlus size={15} aria-hidden />}
          onClick={openFiles}
        >
          {t('documents.files')}
        </Button>
      </Tooltip>
      {canUndo && (
        <Tooltip label={t('documents.undoHelp')}>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={undo}
          >
            {t('documents.undo')}
          </Button>
        </Tooltip>
      )}
      {!isEmpty && (
        <Button
          variant="subtle"
          color="gray"
          c="dimmed"
          size="compact-xs"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={clear}
        >
          {t('documents.clear')}
        </Button>
      )}
    </Group>
  );
}

/** A button for each sample set. */
function SamplePicker() {
  const { t } = useTranslation();
  const { chooseSample: takeSample } = useServices();
  const shown = useAppState(({ input }) => (input.source.kind === 'sample' ? input.source.id : null));
  return (
    <Tooltip label={t('documents.samplesHelp')} position="top-start">
      <fieldset className={classes.samples}>
        <legend className={classes.samplesLabel}>{t('documents.samples')}</legend>
        {sampleSets.map(({ id, documents }) => (
          <UnstyledButton
            key={id}
            className={classes.sample ?? ''}
            aria-pressed={shown === id}
            onClick={() => takeSample(id)}
          >
            {t(`samples.${id}`)} <span className={classes.sampleCount}>{documents.length}</span>
          </UnstyledButton>
        ))}
      </fieldset>
    </Tooltip>
  );
}

/** How many documents there are, whether a sweep has to repeat them, and how many are cut. */
function DocumentsCount() {
  const { t } = useTranslation();
  const count = useAppState((state) => state.input.documents.length);
  const mostPairs = useAppState((state) => Math.max(...state.settings.pairCounts));
  const cut = useCutDocuments();
  const parts = [
    t('documents.count', { count }),
    count > 0 && count < mostPairs && t('documents.repeat', { pairs: mostPairs }),
    count > 0 && cut > 0 && t('documents.cutCount', { count: cut }),
  ].filter((part) => part !== false);
  return (
    <p className={classes.count} aria-live="polite">
      {parts.join(t('joint.clauses'))}
    </p>
  );
}

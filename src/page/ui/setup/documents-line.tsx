import { Button, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sampleSetIds } from '../../../core/input/sample-set-ids.ts';
import type { Message } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import type { InputPart } from '../../store/view-slice.ts';
import { laterPart } from '../kit/later-part.tsx';
import { Section } from '../kit/section.tsx';
import { useCutDocuments } from './cut-documents.ts';
import classes from './input.module.css';

const InputDrawer = laterPart(async () => (await import('./input-drawer.tsx')).InputDrawer);

/** What the set-up measures with, in one line, with a button to edit it. */
export function DocumentsLine() {
  const { t } = useTranslation();
  const editInput = useAppState((state) => state.editInput);
  useProblemsShown();
  return (
    <Section
      title={t('documents.title')}
      className={classes.line}
      aside={
        <>
          <InputText />
          <Button variant="subtle" size="compact-xs" onClick={() => editInput('documents')}>
            {t('inputEditor.edit')}
            <VisuallyHidden>&nbsp;{t('inputEditor.editWhat')}</VisuallyHidden>
          </Button>
        </>
      }
    >
      <LaterDrawer />
    </Section>
  );
}

function InputText() {
  const { t } = useTranslation();
  const count = useAppState((state) => state.input.documents.length);
  const source = useAppState((state) => state.input.source);
  const cut = useCutDocuments();
  const sample = sampleSetIds.find((id) => source.kind === 'sample' && source.id === id);
  const parts = [
    count === 0 ? t('inputEditor.none') : t(`inputEditor.holds.${sample ?? 'own'}`, { count }),
    count > 0 && cut > 0 && t('inputEditor.cut', { count: cut }),
  ].filter((part) => part !== false);
  return (
    <p className={classes.lineText} data-testid="documents-line">
      {parts.join(t('joint.parts'))}
    </p>
  );
}

/** The drawer is loaded when it is first opened. */
function LaterDrawer() {
  const isAsked = useAppState((state) => state.editedInput !== null && state.shownResult !== 'ranking');
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  return wasAsked ? <InputDrawer /> : null;
}

/** Leads to the field that keeps a run or a ranking from beginning. */
function useProblemsShown(): void {
  const editInput = useAppState((state) => state.editInput);
  const runFailure = useAppState((state) => state.runFailure);
  const rankFailure = useAppState(({ rankJob }) => (rankJob.state === 'failed' ? rankJob.message : null));
  useEffect(() => {
    const part = problemPart(runFailure);
    if (part !== null) editInput(part);
  }, [runFailure, editInput]);
  useEffect(() => {
    const part = problemPart(rankFailure);
    if (part !== null) editInput(part);
  }, [rankFailure, editInput]);
}

/** The part of the input that a failure is about; `null` where it is about something else. */
function problemPart(failure: Message | null): InputPart | null {
  if (!failure?.key.startsWith('notice.inputProblem.')) return null;
  return /query/.test(failure.key) ? 'query' : 'documents';
}

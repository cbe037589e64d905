import { Button, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileImport, IconLink, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { type BroughtRun, nextSide } from '../../store/compare-slice.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import { useRunWords } from '../history/run-title.ts';
import { Callout } from '../kit/callout.tsx';
import { FileInput, useFileDrop } from '../kit/file-drop.tsx';
import { runOfLink, runOnShow, runsOfFile } from './brought-runs.ts';
import classes from './compare.module.css';

/** The ways to add a run. It goes to a side that is still empty, and can be moved. */
export function AddRuns() {
  const { t } = useTranslation();
  const side = useAppState(nextSide);
  const { addFiles, addLink, problems, forgetProblems } = useBring(side);
  const [hasLinkField, { toggle, close }] = useDisclosure(false);
  const input = useRef<HTMLInputElement>(null);
  const takeFiles = (files: readonly File[]) => void addFiles(files);
  const { dropProps, isOver } = useFileDrop(takeFiles);
  return (
    <section {...dropProps} className={classes.add} aria-label={t('compare.add')}>
      <FileInput ref={input} accept=".json" label={t('compare.fileInput')} onFiles={takeFiles} />
      <div className={classes.addButtons}>
        <AddShown />
        <AddFromHistory />
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFileImport size={15} aria-hidden />}
          onClick={() => input.current?.click()}
        >
          {t('compare.addFile')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconLink size={15} aria-hidden />}
          aria-expanded={hasLinkField}
          onClick={toggle}
        >
          {t('compare.addLink')}
        </Button>
      </div>
      {hasLinkField && (
        <LinkField
          onAdd={(text) => {
            if (addLink(text)) close();
          }}
        />
      )}
      {problems.map((message) => (
        <Callout
          key={JSON.stringify(message)}
          severity="error"
          message={message}
          onDismiss={forgetProblems}
        />
      ))}
      {isOver && <div className={classes.drop}>{t('compare.drop')}</div>}
    </section>
  );
}

function AddShown() {
  const { t } = useTranslation();
  const side = useAppState(nextSide);
  const shownRun = useAppState((state) => state.shownRun);
  const record = useAppState((state) => state.record);
  const bringRuns = useAppState((state) => state.bringRuns);
  const run = runOnShow({ shownRun, record }, side);
  const isThere = useAppState(
    ({ compareSides, broughtRuns }) =>
      run !== null && (Object.hasOwn(compareSides, run.id) || broughtRuns.some(({ id }) => id === run.id)),
  );
  if (run === null || isThere) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      leftSection={<IconPlus size={15} aria-hidden />}
      onClick={() => bringRuns([run])}
    >
      {t('compare.addShown')}
    </Button>
  );
}

function AddFromHistory() {
  const { t } = useTranslation();
  const side = useAppState(nextSide);
  const entries = useAppState((state) => state.history.entries);
  const sides = useAppState((state) => state.compareSides);
  const setCompareSide = useAppState((state) => state.setCompareSide);
  const { name } = useRunWords();
  const choices = entries.filter(
    ({ id, state, cellsMeasured }) => state !== 'running' && cellsMeasured > 0 && !Object.hasOwn(sides, id),
  );
  if (entries.length === 0) return null;
  return (
    <Select
      size="xs"
      className={classes.history ?? ''}
      aria-label={t('compare.addHistory')}
      placeholder={t('compare.addHistory')}
      nothingFoundMessage={t('compare.noHistory')}
      searchable
      value={null}
      data={choices.map((entry) => ({ value: entry.id, label: name(entry) }))}
      onChange={(id) => {
        if (id !== null) setCompareSide(id, side);
      }}
    />
  );
}

function LinkField({ onAdd }: { readonly onAdd: (text: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <form
      className={classes.link}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(text);
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('compare.link')}
        placeholder={t('compare.linkPlaceholder')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" size="xs" disabled={text.trim() === ''}>
        {t('compare.linkAdd')}
      </Button>
    </form>
  );
}

/** Takes runs from files and links into the comparison, and says what could not be taken. */
function useBring(side: CompareSide) {
  const bringRuns = useAppState((state) => state.bringRuns);
  const [problems, setProblems] = useState<readonly Message[]>([]);

  const addFiles = async (files: readonly File[]) => {
    const refused: Message[] = [];
    const runs: BroughtRun[] = [];
    for (const file of files) {
      const found = await textOf(file).then((text) =>
        text === null ? unreadable : runsOfFile(file.name, text, side),
      );
      if (found.state === 'ok') runs.push(...found.runs);
      else {
        refused.push({
          key: 'compare.fileRefused',
          values: { name: file.name, reason: `importProblem.${found.code}` },
        });
      }
    }
    if (runs.length > 0) bringRuns(runs);
    setProblems(refused);
  };

  /** @returns whether the link held a run */
  const addLink = (text: string): boolean => {
    const found = runOfLink(text, side);
    if (found.state === 'ok') bringRuns(found.runs);
    setProblems(
      found.state === 'ok'
        ? []
        : [{ key: found.code === 'none' ? 'compare.linkNone' : `linkProblem.${found.code}` }],
    );
    return found.state === 'ok';
  };

  return { addFiles, addLink, problems, forgetProblems: () => setProblems([]) };
}

const unreadable = { state: 'refused', code: 'unreadable' } as const;

/** `null` if the browser cannot read the file, which may be gone since it was chosen. */
const textOf = (file: File): Promise<string | null> => file.text().catch(() => null);

import { useState } from 'react';
import type { Message } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import type { BroughtRun } from '../../store/compare-slice.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import { runOfLink, runsOfFile } from './brought-runs.ts';

/** Takes runs from files and links into the comparison, and says what could not be taken. */
export function useBring(side: CompareSide) {
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

/** `null` where the browser cannot read the file: it may have gone since it was chosen. */
const textOf = (file: File): Promise<string | null> => file.text().catch(() => null);

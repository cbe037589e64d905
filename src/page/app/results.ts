import { defaultSettings } from '../../core/settings/settings.ts';
import type { AppStore } from '../store/app-state.ts';
import type { CopyOutcome, ResultServices } from '../store/services.ts';
import { shownRecord } from '../store/shown-run-slice.ts';

interface ResultTools {
  readonly store: AppStore;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
  /** Reads a file that lies beside the page. */
  readonly readOwnFile: (path: string) => Promise<string>;
  readonly saveFile: (name: string, type: string, content: string) => void;
  readonly copyText: (text: string) => Promise<void>;
}

/** What reads the list of results, with its schema. */
const listPart = () => import('../../core/results/collected-run.ts');

/** Other people's results, which lie beside the page, and the visitor's own on its way to them. */
export function createResults(tools: ResultTools): ResultServices {
  const { store, clock, readOwnFile, saveFile, copyText } = tools;
  const known = () => {
    const { collection } = store.getState();
    return collection.state === 'ready' ? collection.runs : [];
  };
  const readCollection = async () => {
    const { collection, setCollection } = store.getState();
    if (collection.state === 'ready' || collection.state === 'reading') return;
    setCollection({ state: 'reading' });
    try {
      const { parseResultList, resultListFile } = await listPart();
      setCollection({ state: 'ready', runs: parseResultList(await readOwnFile(resultListFile)) });
    } catch {
      setCollection({ state: 'failed' });
    }
  };
  return {
    readCollection,
    openCollected: async (file) => {
      const { addNotice, showRun } = store.getState();
      try {
        const { resultFolder } = await listPart();
        const { parseRecordsFile } = await import('../../core/document/import-record.ts');
        const parsed = parseRecordsFile(await readOwnFile(`${resultFolder}${encodeURIComponent(file)}`));
        const record = parsed.state === 'ok' ? parsed.runs[0]?.record : undefined;
        if (record === undefined) throw new Error(`${file}: ${parsed.state === 'error' ? parsed.code : ''}`);
        showRun({ source: 'collection', id: record.id, draft: record, record, name: file });
      } catch (error) {
        addNotice('error', {
          key: 'shownRun.collectionMissing',
          values: { name: file },
          detail: String(error),
        });
      }
    },
    prepareContribution: async (label) => {
      const record = shownRecord(store.getState());
      if (record === null) return null;
      await readCollection();
      const { gpuName } = await listPart();
      const { contributionName, contributionOf, contributionText } = await import(
        '../../core/results/contribution.ts'
      );
      const { judgeRecord } = await import('../../core/results/judge-record.ts');
      const sent = contributionOf(record, { label }, defaultSettings.host);
      return {
        record: sent,
        name: contributionName(sent, gpuName(sent) || `cpu-${sent.environment.hardwareConcurrency}-cores`),
        text: contributionText(sent),
        objections: judgeRecord(sent, { known: known(), now: clock.now() }),
      };
    },
    saveContribution: async ({ name, text }): Promise<CopyOutcome> => {
      saveFile(name, 'application/json', text);
      try {
        await copyText(text);
        return { state: 'copied' };
      } catch {
        return { state: 'refused', text };
      }
    },
  };
}

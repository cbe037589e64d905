import { type RecordFormat, recordFormats } from '../../core/document/record-formats.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { suiteParts } from '../../core/suite/suite-words.ts';
import { englishTexts } from '../../core/texts/english-texts.ts';
import type { AppStore } from '../store/app-state.ts';
import type { CopyOutcome, ExportServices } from '../store/services.ts';
import { shownRecord } from '../store/shown-run-slice.ts';
import type { LinkBar } from './shown-link.ts';

interface ExportTools {
  readonly store: AppStore;
  readonly link: Pick<LinkBar, 'fragment' | 'base'>;
  /** Downloads a text or a picture as a file. */
  readonly saveFile: (name: string, type: string, content: string | Blob) => void;
  /** Copies a text to the clipboard; rejects if the browser forbids it. */
  readonly copyText: (text: string) => Promise<void>;
}

/** Always in English, because other people read these files too. */
const written = (record: RunRecord, format: RecordFormat) =>
  recordFormats[format].write(record, englishTexts(), suiteParts(record));

/** Exports the run on show: as files, through the clipboard, or as a link. */
export function createExports({ store, link, saveFile, copyText }: ExportTools): ExportServices {
  const copy = async (text: string): Promise<CopyOutcome> => {
    try {
      await copyText(text);
      return { state: 'copied' };
    } catch {
      return { state: 'refused', text };
    }
  };
  const record = () => shownRecord(store.getState());
  return {
    exportRecord: (format) => {
      const shown = record();
      const { extension, mediaType } = recordFormats[format];
      if (shown !== null) saveFile(exportName(shown, extension), mediaType, written(shown, format));
    },
    exportPicture: (picture, extension) => {
      const { shownRun, draft } = store.getState();
      const shown = shownRun?.draft ?? draft;
      if (shown !== null) saveFile(exportName(shown, extension), picture.type, picture);
    },
    copyRecord: async (format) => {
      const shown = record();
      return shown === null ? { state: 'nothing' } : copy(written(shown, format));
    },
    copyLink: async () => {
      const { shownRun } = store.getState();
      // A run from a link is in the address already.
      if (shownRun?.source === 'link') return copy(`${link.base()}#${link.fragment()}`);
      const shown = record();
      if (shown === null) return { state: 'nothing' };
      const { maxFragmentBytes, recordToFragment } = await import('../../core/document/permalink.ts');
      const packed = recordToFragment(shown);
      return packed.state === 'ok'
        ? copy(`${link.base()}#${packed.fragment.replace(/^#/, '')}`)
        : { state: 'too-large', bytes: packed.bytes, limit: maxFragmentBytes };
    },
    copyText: copy,
  };
}

/** For example "rerank-bench-My-laptop-2026-11-20T090000.json". */
export function exportName(run: Pick<RunRecord, 'startedAt' | 'label'>, extension: string): string {
  const device = run.label === undefined ? '' : `-${run.label.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
  return `rerank-bench${device}-${run.startedAt.slice(0, 19).replaceAll(':', '')}.${extension}`;
}

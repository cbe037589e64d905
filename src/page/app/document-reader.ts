import {
  type DocumentsFileResult,
  type DocumentsNote,
  parseDocumentsFile,
  parsePastedDocuments,
  type ReadingOptions,
  readDocumentsFile,
} from '../../core/input/documents-file.ts';
import { maxFileBytes } from '../../core/input/input-limits.ts';
import { judgeByFile, qrelsRefusalKey } from '../../core/input/relevance-judgements.ts';
import { documentsNoteMessage, fileRefusedMessage } from '../../core/texts/message.ts';
import type { AppStore } from '../store/app-state.ts';
import type { Notice, NoticeAction } from '../store/notices-slice.ts';
import { addWithinLimits, plainDocuments } from './add-within-limits.ts';

/** Where documents come from. */
interface Source {
  /** The file's name; `null` for a paste. */
  readonly name: string | null;
  readonly read: (options: ReadingOptions) => DocumentsFileResult;
  /** Reads it as another form: plain lines as JSON, or a recognised form as plain lines. */
  readonly otherwise: () => DocumentsFileResult;
}

interface HeldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads files and pastes into the editor, and tells how it read them. */
export class DocumentReader {
  readonly #store: AppStore;

  constructor(store: AppStore) {
    this.#store = store;
  }

  async addFiles(files: readonly File[]): Promise<void> {
    const { addNotice } = this.#store.getState();
    const judgements: HeldFile[] = [];
    for (const file of files) {
      const { name } = file;
      if (file.size > maxFileBytes) {
        addNotice('error', {
          key: 'notice.fileRefused',
          values: { name, reason: 'documentsFile.too-large' },
        });
        continue;
      }
      try {
        const bytes = new Uint8Array(await file.arrayBuffer());
        const source: Source = {
          name,
          read: (options) => readDocumentsFile(name, bytes, TextDecoder, options),
          otherwise: () => readDocumentsFile(`${name}.jsonl`, bytes, TextDecoder),
        };
        const parsed = source.read({});
        if (parsed.state === 'ok') this.#add(source, parsed);
        else if (parsed.code === 'qrels') judgements.push({ name, bytes });
        else addNotice('error', fileRefusedMessage(name, parsed));
      } catch (error) {
        addNotice('error', {
          key: 'notice.fileRefused',
          values: { name, reason: 'documentsFile.unreadable' },
          detail: String(error),
        });
      }
    }
    for (const file of judgements) this.#judge(file);
  }

  addPaste(text: string): void {
    const source: Source = {
      name: null,
      read: (options) => parsePastedDocuments(text, options),
      otherwise: () => parseDocumentsFile('pasted.txt', text),
    };
    const parsed = source.read({});
    if (parsed.state === 'ok') this.#add(source, parsed);
    else addWithinLimits(this.#store, plainDocuments(text));
  }

  /** Gives the documents in the editor the relevance that a qrels file names. */
  #judge({ name, bytes }: HeldFile): void {
    const { input, setRelevance, addNotice } = this.#store.getState();
    const judged = judgeByFile(input.documents, bytes, TextDecoder);
    if (judged.state === 'ok') {
      setRelevance(judged.documents);
      const counts = { judged: judged.judged, total: judged.documents.length };
      addNotice('info', noteMessage(name, { code: 'judged', ...counts }));
      return;
    }
    const { code, line, detail } = judged;
    addNotice('error', {
      key: 'notice.qrelsRefused',
      values: { name, reason: qrelsRefusalKey(judged), found: detail, ...(line !== undefined && { line }) },
      ...(code === 'bad-qrels' && { detail }),
    });
  }

  /** Adds what was read of a source, and tells how, with a way back. */
  #add(source: Source, parsed: DocumentsFileResult, replacing?: ReadonlySet<string>): void {
    if (parsed.state === 'error') return;
    const rows = addWithinLimits(this.#store, parsed.entries, replacing);
    if (rows === null) return;
    const { addNotice, replaceDocuments } = this.#store.getState();
    const notices = parsed.notes.map((note) => ({ note, message: noteMessage(source.name, note) }));
    const again = (reading: () => DocumentsFileResult) => () => {
      const { notices: shown, dismissNotice } = this.#store.getState();
      for (const { id, message } of shown) {
        if (notices.some((each) => each.message === message)) dismissNotice(id);
      }
      this.#add(source, reading(), rows);
    };
    const takeBack: NoticeAction = { label: 'documents.takeBack', act: () => replaceDocuments(rows, []) };
    const actions: Partial<Record<DocumentsNote['code'], NoticeAction>> = {
      'titles-joined': {
        label: 'documents.withoutTitles',
        act: again(() => source.read({ titles: 'ignore' })),
      },
      'read-as-json': { label: 'documents.asPlainText', act: again(source.otherwise) },
      'read-as-table': { label: 'documents.asPlainText', act: again(source.otherwise) },
      'looks-like-json': { label: 'documents.asJson', act: again(source.otherwise) },
      'json-broken': takeBack,
      'no-header': takeBack,
      'encoding-guessed': takeBack,
    };
    for (const { note, message } of notices) {
      const action = actions[note.code];
      addNotice(severityOf(note), message, action && [action]);
    }
  }
}

function severityOf({ code }: DocumentsNote): Notice['severity'] {
  const doubtful = ['unreadable', 'encoding-guessed', 'texts-empty', 'json-broken'];
  return doubtful.includes(code) ? 'warning' : 'info';
}

function noteMessage(name: string | null, note: Parameters<typeof documentsNoteMessage>[0]) {
  const { key, values } = documentsNoteMessage(note);
  return name === null
    ? { key: 'notice.pasteRead', values: { ...values, note: key } }
    : { key: 'notice.documentsRead', values: { ...values, name, note: key } };
}

import { relevanceOf } from './document-fields.ts';
import { type DecoderClass, decodeFile, type FileText } from './file-text.ts';
import { type DocumentEntry, ownQuery } from './pairs.ts';
import { beginning, textLines } from './text-lines.ts';

/** Judged documents of a query, by its id: a document's id and how relevant it is, from 0. */
export type Qrels = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type QrelsResult =
  | { readonly state: 'ok'; readonly qrels: Qrels }
  /** `detail` is how the line begins; there is none in an empty file. */
  | { readonly state: 'error'; readonly code: 'bad-qrels'; readonly line: number; readonly detail: string };

/**
 * What kind of TREC file a text is: a run (`query Q0 document rank score name`) lists what a search found,
 * and qrels (`query 0 document relevance`, or BEIR's table) what judges said. `null` if it is neither.
 * https://github.com/usnistgov/trec_eval
 */
export function trecKind(text: string): 'run' | 'qrels' | null {
  const lines = textLines(text).filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  if (lines.every((line) => /^\s*\S+\s+Q0\s+\S+\s+\d+\s+-?[\d.]+(e[+-]?\d+)?\s+\S+\s*$/i.test(line)))
    return 'run';
  if (isQrelsHeader(lines[0] ?? '')) return 'qrels';
  return lines.every((line) => /^\s*\S+\s+(0|Q0)\s+\S+\s+-?\d+\s*$/i.test(line)) ? 'qrels' : null;
}

const isQrelsHeader = (line: string): boolean =>
  /^"?query[-_]?id"?[\t,;]\s*"?(corpus|doc|document)[-_]?id"?[\t,;]\s*"?(score|relevance|rel|label)"?\s*$/i.test(
    line,
  );

/** Reads TREC qrels or BEIR's table of them. */
export function parseQrels(text: string): QrelsResult {
  const qrels = new Map<string, Map<string, number>>();
  for (const [index, line] of textLines(text).entries()) {
    if (line.trim() === '' || isQrelsHeader(line)) continue;
    const cells = line
      .trim()
      .split(/\t|[,;] ?| +/)
      .map((cell) => cell.replace(/^"(.*)"$/, '$1'));
    const [query, document, relevance] = cells.length === 4 ? [cells[0], cells[2], cells[3]] : cells;
    const judged = relevanceOf(relevance);
    const isJudgement = cells.length === 3 || cells.length === 4;
    if (!isJudgement || !query || !document || judged === undefined) {
      return { state: 'error', code: 'bad-qrels', line: index + 1, detail: beginning(line) };
    }
    const ofQuery = qrels.get(query) ?? new Map<string, number>();
    qrels.set(query, ofQuery.set(document, judged));
  }
  return qrels.size > 0 ? { state: 'ok', qrels } : { state: 'error', code: 'bad-qrels', line: 1, detail: '' };
}

/** Why a qrels file cannot be used; of `line` and `detail`, what `parseQrels` and `judgeDocuments` say. */
export interface QrelsFileError {
  readonly state: 'error';
  readonly code:
    | 'bad-qrels'
    | Extract<JudgedDocuments<unknown>, { state: 'error' }>['code']
    | Extract<FileText, { state: 'error' }>['code'];
  readonly line?: number;
  readonly detail: string;
}

/** The key of a refusal's sentence among the texts, for the page and the command line alike. */
export const qrelsRefusalKey = ({ code }: Pick<QrelsFileError, 'code'>) =>
  code === 'looks-binary' || code === 'unknown-encoding'
    ? (`documentsFile.${code}` as const)
    : (`qrelsProblem.${code}` as const);

/** Gives documents the relevance that a qrels file's bytes name, as `judgeDocuments` does. */
export function judgeByFile<D extends DocumentEntry>(
  documents: readonly D[],
  bytes: Uint8Array,
  Decoder: DecoderClass,
): Extract<JudgedDocuments<D>, { state: 'ok' }> | QrelsFileError {
  const decoded = decodeFile(bytes, Decoder);
  if (decoded.state === 'error') return { ...decoded, detail: '' };
  const parsed = parseQrels(decoded.text);
  return parsed.state === 'error' ? parsed : judgeDocuments(documents, parsed.qrels);
}

export type JudgedDocuments<D> =
  | {
      readonly state: 'ok';
      readonly documents: readonly D[];
      /** How many documents the file names. Others with an id, of the same queries, count as not relevant. */
      readonly judged: number;
    }
  | {
      readonly state: 'error';
      /**
       * `no-ids`: no document has an id. `no-match`: the file judges none of them. `which-query`: it judges
       * them for several queries, and they do not say which is theirs; detail: the ids of some.
       */
      readonly code: 'no-ids' | 'no-match' | 'which-query';
      readonly detail: string;
    };

/**
 * Gives documents the relevance that a qrels file names. A document's query is found by its id. Without one
 * it is the only query in the file that judges any of the documents with the same query.
 */
export function judgeDocuments<D extends DocumentEntry>(
  documents: readonly D[],
  qrels: Qrels,
): JudgedDocuments<D> {
  if (documents.every(({ ownId }) => ownId === undefined))
    return { state: 'error', code: 'no-ids', detail: '' };
  const guessed = new Map<string, string | undefined>();
  for (const document of documents) {
    const text = ownQuery(document) ?? '';
    if (document.queryId !== undefined || guessed.has(text)) continue;
    const ids = new Set(
      documents.filter((each) => (ownQuery(each) ?? '') === text).map(({ ownId }) => ownId ?? ''),
    );
    const found = [...qrels].filter(([, judged]) => [...judged.keys()].some((id) => ids.has(id)));
    if (found.length > 1) {
      const detail = found
        .slice(0, 3)
        .map(([id]) => id)
        .join(', ');
      return { state: 'error', code: 'which-query', detail };
    }
    guessed.set(text, found[0]?.[0]);
  }
  let judged = 0;
  const all = documents.map((document) => {
    const query = document.queryId ?? guessed.get(ownQuery(document) ?? '');
    const ofQuery = query === undefined ? undefined : qrels.get(query);
    if (ofQuery === undefined || document.ownId === undefined) return document;
    const relevance = ofQuery.get(document.ownId);
    if (relevance !== undefined) judged += 1;
    return { ...document, relevance: relevance ?? 0 };
  });
  return judged > 0
    ? { state: 'ok', documents: all, judged }
    : { state: 'error', code: 'no-match', detail: '' };
}

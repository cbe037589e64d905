import { type ParsedRecords, parseRecordsFile } from '../../../core/document/import-record.ts';
import { fragmentToRun, type RunOfFragment } from '../../../core/document/permalink.ts';
import type { RunRecord } from '../../../core/document/run-record.ts';
import type { BroughtRun } from '../../store/compare-slice.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import type { ShownRun } from '../../store/shown-run-slice.ts';

type Refused<T> = { readonly state: 'refused'; readonly code: T };
type Brought = { readonly state: 'ok'; readonly runs: readonly BroughtRun[] };

type FileProblem = Extract<ParsedRecords, { state: 'error' }>['code'];
type LinkProblem = Extract<RunOfFragment, { state: 'error' }>['code'] | 'none';

/** The runs of a file with one record or several. A single run without a name gets the file's. */
export function runsOfFile(
  fileName: string,
  text: string,
  side: CompareSide,
): Brought | Refused<FileProblem> {
  const parsed = parseRecordsFile(text);
  if (parsed.state === 'error') return { state: 'refused', code: parsed.code };
  const fallback = parsed.runs.length === 1 ? fileName.replace(/\.json$/i, '') : '';
  return {
    state: 'ok',
    runs: parsed.runs.map(({ record, name }) => ({
      id: record.id,
      name: name === '' ? fallback : name,
      origin: 'file',
      side,
      content: { kind: 'record', record },
    })),
  };
}

/** The run in a pasted link, or in its fragment alone. */
export function runOfLink(text: string, side: CompareSide): Brought | Refused<LinkProblem> {
  const at = text.indexOf('#r=');
  const found = fragmentToRun(at < 0 ? '' : text.slice(at).trim());
  switch (found.state) {
    case 'none':
      return { state: 'refused', code: 'none' };
    case 'error':
      return { state: 'refused', code: found.code };
    case 'ok':
      return {
        state: 'ok',
        runs: [
          {
            id: found.run.id,
            name: found.run.label ?? '',
            origin: 'link',
            side,
            content: { kind: 'compact', run: found.run },
          },
        ],
      };
    default:
      return found satisfies never;
  }
}

/** The run on show: the page's own last one, or an opened one. `null` if none has ended. */
export function runOnShow(
  { shownRun, record }: { readonly shownRun: ShownRun | null; readonly record: RunRecord | null },
  side: CompareSide,
): BroughtRun | null {
  const shown = shownRun === null ? record : shownRun.record;
  if (shown) {
    const name = shownRun?.name ?? '';
    return { id: shown.id, name, origin: 'page', side, content: { kind: 'record', record: shown } };
  }
  if (!shownRun?.compact) return null;
  const run = shownRun.compact;
  return { id: run.id, name: run.label ?? '', origin: 'link', side, content: { kind: 'compact', run } };
}

import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lanesOfLink } from '../../../core/document/draft-of-link.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import type { RunFigures } from '../../../core/document/run-figures.ts';
import type { RunRecord } from '../../../core/document/run-record.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { type BroughtRun, contentOf } from '../../store/compare-slice.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import { runTitle, useRunWords } from '../history/run-title.ts';

/** A run on a side of the comparison. */
export interface SideRun {
  readonly id: string;
  /** The visitor's name for it, else its model and device. */
  readonly title: string;
  /** The same with the time that tells it from others with the same title. */
  readonly name: string;
  /** When it began, in words; `null` for a run of the history that is gone. */
  readonly moment: string | null;
  readonly side: CompareSide;
  readonly origin: BroughtRun['origin'] | 'history';
  /** `null` while the history reads it; `'gone'` if it cannot. */
  readonly run: ComparedRun | 'gone' | null;
  /** Moves it to a side, or with `null` out of the comparison. */
  readonly move: (side: CompareSide | null) => void;
}

/** A run whose figures have been read. */
export type ReadyRun = Omit<SideRun, 'run'> & { readonly run: ComparedRun };

/**
 * Every run on a side, those of the history first. A run that was also brought from elsewhere counts once.
 */
export function useSideRuns(): readonly SideRun[] {
  const sides = useAppState((state) => state.compareSides);
  const brought = useAppState((state) => state.broughtRuns);
  const entries = useAppState((state) => state.history.entries);
  const setCompareSide = useAppState((state) => state.setCompareSide);
  const setBroughtSide = useAppState((state) => state.setBroughtSide);
  const records = useRecords(Object.keys(sides));
  const { t } = useTranslation();
  const words = useRunWords();
  const forms = useKeptForms();

  const ofHistory = Object.entries(sides).map(([id, side]): SideRun => {
    const record = records.get(id);
    const entry = entries.find((one) => one.id === id);
    return {
      id,
      title: entry === undefined ? id : runTitle(entry, t),
      name: entry === undefined ? id : words.name(entry),
      moment: entry === undefined ? null : words.moment(entry.startedAt),
      side,
      origin: 'history',
      run: record === undefined ? null : record === null ? 'gone' : forms({ kind: 'record', record }),
      move: (next) => setCompareSide(id, next),
    };
  });
  const others = brought
    .filter(({ id }) => !Object.hasOwn(sides, id))
    .map(({ id, name, side, origin, content }): SideRun => {
      const { startedAt, label, settings, lanes, environment, suite } = contentOf(content);
      const { model, layers } = settings;
      const adapter = environment.adapter?.name ?? null;
      const titled = {
        name: name === '' ? (label ?? '') : name,
        ...{ startedAt, model, layers, suite: suite?.name ?? null, lanes, adapter },
      };
      return {
        id,
        title: runTitle(titled, t),
        name: words.name(titled),
        moment: words.moment(startedAt),
        side,
        origin,
        run: forms(content),
        move: (next) => setBroughtSide(id, next),
      };
    });
  return [...ofHistory, ...others];
}

/** The records of the history's runs, as they are read; `null` for one that cannot be. */
function useRecords(ids: readonly string[]): ReadonlyMap<string, RunRecord | null> {
  const { loadRun } = useServices();
  const [records, setRecords] = useState<ReadonlyMap<string, RunRecord | null>>(new Map());
  const missing = ids.filter((id) => !records.has(id)).join(' ');
  useEffect(() => {
    let isWanted = true;
    for (const id of missing === '' ? [] : missing.split(' ')) {
      void loadRun(id).then((record) => {
        if (isWanted) setRecords((held) => new Map(held).set(id, record));
      });
    }
    return () => {
      isWanted = false;
    };
  }, [missing, loadRun]);
  return records;
}

/** Makes both forms of each run once, so that chart and figures are redrawn only when a run changes. */
function useKeptForms(): (content: BroughtRun['content']) => ComparedRun {
  const kept = useMemo(() => new WeakMap<object, ComparedRun>(), []);
  return (content) => {
    const source = contentOf(content);
    const held = kept.get(source) ?? comparedRun(content);
    kept.set(source, held);
    return held;
  };
}

/** A run in the two forms that a comparison needs: one for the figures, one for the chart. */
interface ComparedRun {
  readonly figures: RunFigures;
  readonly lanes: readonly DraftLane[];
}

function comparedRun(content: BroughtRun['content']): ComparedRun {
  switch (content.kind) {
    case 'record':
      return {
        figures: content.record,
        lanes: content.record.lanes,
      };
    case 'compact':
      return { figures: content.run, lanes: lanesOfLink(content.run) };
    default:
      return content satisfies never;
  }
}

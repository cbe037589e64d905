import { findSampleSet } from '../../../core/input/sample-sets.ts';
import { splitPastedDocuments } from '../../../core/input/text-lines.ts';
import { resultListText } from '../../../core/results/collect-results.ts';
import { resultListSchemaId } from '../../../core/results/collected-run.ts';
import { createResults } from '../../app/results.ts';
import type { AppServices } from '../../store/app-context.ts';
import type { AppStore } from '../../store/app-state.ts';
import { storyHistory } from './story-history.ts';
import { storyRanking } from './story-ranking.ts';
import { playSweep } from './story-sweep.ts';

/** The services that the composition root provides, as far as a story needs them. */
export function storyServices(store: AppStore): AppServices {
  const state = store.getState;
  let endSweep = () => {};
  return {
    rank: async () => {
      state().setRankJob({ state: 'scoring', pairsDone: 0, pairsTotal: state().input.documents.length });
      state().setRanking(storyRanking(state()));
      state().setRankJob({ state: 'idle' });
    },
    measureAnyway: () => {},
    forgetCalibrations: async () => {},
    cancelRank: () => state().setRankJob({ state: 'idle' }),
    run: async () => {
      endSweep = playSweep(store);
    },
    runSuite: async () => {
      endSweep = playSweep(store);
    },
    stop: () => {
      endSweep();
      state().setRun({ runState: 'cancelled', progress: null });
    },
    loadTest: async () => {
      endSweep = playSweep(store);
    },
    moreRounds: async () => {
      endSweep = playSweep(store);
    },
    profile: async () => {},
    lookAtModelAgain: () => {},
    addFiles: async (files) =>
      state().addNotice('error', {
        key: 'notice.fileRefused',
        values: { name: files[0]?.name ?? '', reason: 'documentsFile.looks-binary' },
      }),
    addText: (text) => state().addDocuments(splitPastedDocuments(text).map((line) => ({ text: line }))),
    chooseSample: (id) => {
      const sample = findSampleSet(id);
      if (!sample) return;
      state().replaceInput({
        query: sample.query,
        documents: sample.documents.map((text) => ({ text })),
        source: { kind: 'sample', id },
      });
    },
    exportRecord: () => {},
    exportPicture: () => {},
    copyRecord: async () => ({ state: 'copied' }),
    copyLink: async () => ({ state: 'copied' }),
    copyText: async (text) => ({ state: 'refused', text }),
    runShownSettings: async () => {},
    openFolder: async () => {},
    refreshModelCache: async () => {},
    deleteCachedModel: async () => {},
    deleteAllCachedModels: async () => {},
    saveSetAside: async () => state().noteSetAsideSaved('rerank-bench-set-aside-2026-11-28.json'),
    discardSetAside: async () => state().clearSetAside(),
    ...createResults({
      store,
      clock: { now: () => Date.parse('2026-11-29T09:00:00Z') },
      readOwnFile: async () => resultListText({ schema: resultListSchemaId, runs: [] }),
      saveFile: () => {},
      copyText: async () => {},
    }),
    ...storyHistory(store),
  };
}

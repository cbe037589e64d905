import { beforeEach, describe, expect, it } from 'vitest';
import { type AppStore, createAppStore } from '../../store/app-state.ts';
import { storyDraft, storyLane } from '../testing/story-draft.ts';
import { storyRanking } from '../testing/story-ranking.ts';
import { backendInUse } from './backend-in-use.ts';

const webgpu = storyLane({ device: 'webgpu', dtype: 'fp16', msPerPair: 1, msPerPass: 1, samples: 1 });
const wasm = storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 1, msPerPass: 1, samples: 1 });

describe('backendInUse', () => {
  let store: AppStore;
  beforeEach(() => {
    store = createAppStore();
  });
  const shown = () => backendInUse(store.getState());

  it('names what will compute before anything has', () => {
    expect(shown()).toEqual({ tense: 'next', devices: ['wasm'] });
    store.getState().changeSettings({ device: ['webgpu', 'wasm'] });
    expect(shown()).toEqual({ tense: 'next', devices: ['webgpu', 'wasm'] });
  });

  it('names the device of the lane under way, as it turned out to be', () => {
    const progress = {
      lane: 1,
      phase: 'sampling',
      load: null,
      trying: null,
      files: [],
      cell: 0,
      round: 1,
      fraction: 0,
      remainingMs: null,
    } as const;
    const fallenBack = { ...webgpu, deviceUsed: 'wasm' } as const;
    store
      .getState()
      .setRun({ runState: 'running', progress, draft: storyDraft([wasm, fallenBack], 'running') });
    expect(shown()).toEqual({ tense: 'now', devices: ['wasm'] });
  });

  it('names every device that computed once all is over', () => {
    store.getState().setRun({ runState: 'done', draft: storyDraft([webgpu, wasm]) });
    store.getState().setRanking(storyRanking(store.getState()));
    expect(shown()).toEqual({ tense: 'last', devices: ['webgpu', 'wasm'] });
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { fragmentToRun, recordToFragment } from '../../core/document/permalink.ts';
import { exampleRecord } from '../../core/document/testing/example-record.ts';
import { defaultSettings } from '../../core/settings/settings.ts';
import { type AppStore, createAppStore } from '../store/app-state.ts';
import { followLinks, type LinkBar, settingsToTakeOver } from './shown-link.ts';

function fakeBar(start: string) {
  let fragment = start;
  let listener: () => unknown = () => {};
  const bar: LinkBar = {
    fragment: () => fragment,
    replaceFragment: (next) => {
      fragment = next;
    },
    onFragmentChange: (callback) => {
      listener = callback;
    },
    read: async (text) => fragmentToRun(`#${text}`),
    base: () => 'https://bench.example/',
  };
  return {
    bar,
    now: () => fragment,
    follow: async (next: string) => {
      fragment = next;
      await listener();
    },
  };
}

function linkOf(id: string): string {
  const written = recordToFragment(exampleRecord({ id }));
  if (written.state !== 'ok') throw new Error('The example does not fit into a link.');
  return written.fragment.replace(/^#/, '');
}

describe('followLinks', () => {
  let store: AppStore;

  beforeEach(() => {
    store = createAppStore();
  });

  it('shows the run of the address, with its numbers and without samples', async () => {
    const { bar, now } = fakeBar(linkOf('r1'));
    await followLinks(store, bar);
    const { shownRun, notices } = store.getState();
    expect(shownRun).toMatchObject({ source: 'link', id: 'r1' });
    expect(shownRun?.draft.lanes[0]?.cells[0]).toMatchObject({
      state: 'measured',
      latencyMs: { n: 2, mean: 41, samples: [] },
    });
    expect(shownRun?.draft.environment.browser).toBe('Test 1');
    expect(notices).toEqual([]);
    expect(now()).toBe(linkOf('r1'));
  });

  it('leaves a page without a link alone', async () => {
    const { bar, now } = fakeBar('setup');
    await followLinks(store, bar);
    expect(store.getState().shownRun).toBeNull();
    expect(store.getState().notices).toEqual([]);
    expect(now()).toBe('setup');
  });

  it('follows another link, and takes the fragment away when the run is closed', async () => {
    const { bar, now, follow } = fakeBar(linkOf('r1'));
    await followLinks(store, bar);
    await follow(linkOf('r2'));
    expect(store.getState().shownRun?.id).toBe('r2');
    store.getState().closeShownRun();
    expect(now()).toBe('');
  });

  it('keeps the link through a jump within the page, and closes with an emptied address', async () => {
    const { bar, now, follow } = fakeBar(linkOf('r1'));
    await followLinks(store, bar);
    await follow('results');
    expect(store.getState().shownRun?.id).toBe('r1');
    expect(now()).toBe(linkOf('r1'));
    await follow('');
    expect(store.getState().shownRun).toBeNull();
  });

  it('takes the fragment away when a run of the history is shown instead', async () => {
    const { bar, now } = fakeBar(linkOf('r1'));
    await followLinks(store, bar);
    const draft = store.getState().shownRun?.draft;
    if (!draft) throw new Error('Nothing is shown.');
    store.getState().showRun({ source: 'history', id: 'h', draft });
    expect(now()).toBe('');
    expect(store.getState().shownRun?.id).toBe('h');
  });

  it('says what is wrong with a damaged link and keeps what is on show', async () => {
    const { bar, now, follow } = fakeBar(linkOf('r1'));
    await followLinks(store, bar);
    await follow(linkOf('r2').slice(0, -3));
    expect(store.getState().notices.map(({ message }) => message.key)).toEqual(['linkProblem.damaged']);
    expect(store.getState().shownRun?.id).toBe('r1');
    expect(now()).toBe(linkOf('r1'));
  });

  it('says that a link is too large to be opened', async () => {
    const { bar } = fakeBar(`r=${'A'.repeat(9000)}`);
    await followLinks(store, bar);
    expect(store.getState().notices.map(({ message }) => message.key)).toEqual(['linkProblem.too-large']);
    expect(store.getState().shownRun).toBeNull();
  });
});

describe('settingsToTakeOver', () => {
  it('takes what decides the work and leaves what belongs to the other visitor', () => {
    const taken = settingsToTakeOver({
      ...defaultSettings,
      batchSizes: [1, 3],
      threads: 2,
      label: 'Their laptop',
      lang: 'zh-CN',
      host: 'https://mirror.example/',
      autorun: true,
      keepText: true,
      stepDown: false,
      sample: 'chinese',
    });
    expect(taken).toMatchObject({ batchSizes: [1, 3], threads: 2 });
    expect(Object.keys(taken)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(label|lang|host|autorun|keepText|stepDown|sample)$/)]),
    );
  });
});

import { expect, it } from 'vitest';
import { textsOf } from '../../core/texts/create-texts.ts';
import { messageText } from '../../core/texts/message.ts';
import { createAppStore } from '../store/app-state.ts';
import { addMachineNotices } from './machine-notices.ts';

interface Visit {
  readonly isSecureContext?: boolean;
  readonly crossOriginIsolated?: boolean;
  readonly hasSharedMemory?: boolean;
  readonly openAlone?: () => void;
  readonly kept?: { text: string | null };
  readonly history?: 'ready' | 'failed';
}

/** A visit to a page that lacks nothing but what is named. */
function visit({
  kept = { text: null },
  isSecureContext = true,
  openAlone,
  history = 'ready',
  ...more
}: Visit) {
  const store = createAppStore();
  store.getState().setHistory({ state: history });
  const dismissed = {
    load: () => kept.text,
    save: (text: string) => {
      kept.text = text;
    },
  };
  const probe = { crossOriginIsolated: true, hasSharedMemory: true, ...more };
  addMachineNotices(store, probe, isSecureContext, openAlone ?? null, dismissed);
  return {
    notices: () => store.getState().notices,
    keys: () => store.getState().notices.map(({ message }) => message.key),
    dismissAll: () => {
      for (const { id } of store.getState().notices) store.getState().dismissNotice(id);
    },
  };
}

const bare = { crossOriginIsolated: false, hasSharedMemory: false };

it('names plain http as the cause of all that it keeps from the page, and nothing else', () => {
  expect(visit({ ...bare, isSecureContext: false }).keys()).toEqual(['notice.insecure']);
  expect(visit(bare).keys()).toEqual(['notice.notIsolated']);
  expect(visit({}).keys()).toEqual([]);
});

it('offers a tab of its own to a page that is shown inside another one', () => {
  let opened = 0;
  const { notices } = visit({ ...bare, openAlone: () => opened++ });
  expect(notices()).toMatchObject([
    { message: { key: 'notice.framed' }, actions: [{ label: 'notice.openAlone' }] },
  ]);
  notices()[0]?.actions?.[0]?.act();
  expect(opened).toBe(1);
});

it('says that a browser lacks shared memory where isolation alone would have brought it', () => {
  expect(visit({ hasSharedMemory: false }).keys()).toEqual(['warning.no-shared-memory']);
});

it('does not tell again what was dismissed', () => {
  const kept: { text: string | null } = { text: null };
  const first = visit({ ...bare, kept });
  expect(kept.text).toBeNull();
  first.dismissAll();
  expect(kept.text).toBe('notice.notIsolated');
  expect(visit({ ...bare, kept }).keys()).toEqual([]);
  // Another notice is told all the same.
  const other = visit({ ...bare, kept, isSecureContext: false });
  expect(other.keys()).toEqual(['notice.insecure']);
  other.dismissAll();
  expect(kept.text).toBe('notice.notIsolated notice.insecure');
});

it('says of a page over plain http that texts are kept only where the browser stores them', () => {
  const textOf = (state: 'ready' | 'failed') => {
    const { notices } = visit({ ...bare, isSecureContext: false, history: state });
    return notices().map(({ message }) => messageText(textsOf('en'), message));
  };
  expect(textOf('ready')[0]).toContain('Your text and history are kept.');
  expect(textOf('failed')[0]).toContain('Your text and history are not kept after a reload');
});

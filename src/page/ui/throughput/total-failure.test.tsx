// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { AppContext } from '../../store/app-context.ts';
import { type AppStore, createAppStore } from '../../store/app-state.ts';
import { NoticeList } from '../kit/notice-list.tsx';
import { fillStore } from '../testing/stories.ts';
import { storyServices } from '../testing/story-services.ts';
import { ThroughputPanel } from './throughput-panel.tsx';

describe('a run that came to nothing', { timeout: 30_000 }, () => {
  let root: Root;
  let store: AppStore;

  const show = async () => {
    await act(async () =>
      root.render(
        <I18nextProvider i18n={createI18n('en')}>
          <AppContext.Provider value={{ store, services: storyServices(store) }}>
            <MantineProvider env="test">
              <ThroughputPanel />
              <NoticeList />
            </MantineProvider>
          </AppContext.Provider>
        </I18nextProvider>,
      ),
    );
  };
  const find = (selector: string) => document.querySelector(selector);
  const buttons = () => [...document.querySelectorAll('button')].map(({ textContent }) => textContent);

  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    document.body.innerHTML = '<div id="root"></div>';
    const element = find('#root');
    if (element === null) throw new Error('There is no #root.');
    root = createRoot(element);
    store = createAppStore();
  });
  afterEach(async () => {
    await act(async () => root.unmount());
    vi.unstubAllGlobals();
  });

  it('is one error with one button; what else there is to say is folded', async () => {
    fillStore(store, 'failed');
    await show();
    expect(document.querySelectorAll('[role="alert"]')).toHaveLength(2);
    expect(find('[data-testid="notices"] > details')?.textContent).toContain('2 notices');
    expect(find('[data-testid="answer"], [data-testid="chart"], [data-testid="other-set-up"]')).toBeNull();
    expect(buttons().filter((name) => name === 'Try again')).toHaveLength(1);
    expect(find('[data-testid="fold-lanes"]:not([open])')?.textContent).toContain('no half precision');
    await act(async () =>
      [...document.querySelectorAll('button')].find(({ textContent: name }) => /earlier/.test(name))?.click(),
    );
    expect(store.getState().shownResult).toBe('history');
  });

  it('shows a notice that comes after it', async () => {
    fillStore(store, 'failed');
    await show();
    await act(async () => store.getState().addNotice('info', { key: 'notice.jobRefused.run' }));
    const open = [...document.querySelectorAll('[data-testid="notices"] > [data-severity]')];
    expect(open.map((one) => one.getAttribute('data-severity'))).toEqual(['info']);
  });

  it('for want of a query hides the result before it only until there is one', async () => {
    fillStore(store, 'done');
    store.getState().setQuery('');
    const runFailure = { key: 'notice.inputProblem.no-query' };
    store.getState().setRun({ runState: 'failed', runFailure });
    await show();
    expect(buttons()).toContain('Edit query and documents');
    expect(find('[data-testid="answer"]')).toBeNull();
    await act(async () => store.getState().setQuery('a query'));
    expect(find('[role="alert"]')).toBeNull();
    expect(find('[data-testid="answer"]')).not.toBeNull();
  });
});

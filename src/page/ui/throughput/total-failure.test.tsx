// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { NoticeList } from '../kit/notice-list.tsx';
import { mountedPage, press } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { ThroughputPanel } from './throughput-panel.tsx';

describe('a run that came to nothing', { timeout: 30_000 }, () => {
  const { store, draw } = mountedPage();

  const show = () =>
    draw(
      <>
        <ThroughputPanel />
        <NoticeList />
      </>,
    );
  const find = (selector: string) => document.querySelector(selector);
  const buttons = () => [...document.querySelectorAll('button')].map(({ textContent }) => textContent);

  it('is one error with one button; what else there is to say is folded', async () => {
    fillStore(store, 'failed');
    await show();
    expect(document.querySelectorAll('[role="alert"]')).toHaveLength(2);
    expect(find('[data-testid="notices"] > details')?.textContent).toContain('2 notices');
    expect(find('[data-testid="answer"], [data-testid="chart"], [data-testid="other-set-up"]')).toBeNull();
    expect(buttons().filter((name) => name === 'Try again')).toHaveLength(1);
    expect(find('[data-testid="fold-lanes"]:not([open])')?.textContent).toContain('no half precision');
    await press(/earlier/);
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

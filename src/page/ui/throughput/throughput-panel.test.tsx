// @vitest-environment happy-dom
import { act, Profiler } from 'react';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadLaterParts } from '../kit/later-part.tsx';
import { giveSizes, mountedPage } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { ThroughputPanel } from './throughput-panel.tsx';

describe('the result of a sweep', { timeout: 30_000 }, () => {
  const { store, draw } = mountedPage();
  beforeAll(() => loadLaterParts(), 60_000);

  it('comes piece by piece when the run ends, the answer first', async () => {
    giveSizes();
    fillStore(store, 'done');
    const { draft, record } = store.getState();
    if (draft === null) throw new Error('The story has no run.');
    const running = { ...draft, state: 'running' as const, recommendations: [] };
    store.getState().setRun({ runState: 'running', draft: running, record: null });
    const parts = [
      '[data-testid="answer"]',
      '[data-testid="identity"]',
      '[data-testid="recommendation"]',
      '[data-testid="cell-row"][data-recommended]',
    ];
    const came = new Map<string, number>();
    let pieces = 0;
    const onRender = () => {
      pieces++;
      for (const part of parts) {
        if (!came.has(part) && document.querySelector(part)) came.set(part, pieces);
      }
    };
    await draw(
      <Profiler id="panel" onRender={onRender}>
        <ThroughputPanel />
      </Profiler>,
    );
    expect([...came.keys()]).toEqual([]);
    await act(async () => store.getState().setRun({ runState: 'done', draft, record }));
    expect([...came.keys()]).toEqual(parts);
    // No two in the same piece.
    expect(new Set(came.values()).size).toBe(parts.length);
  });
});

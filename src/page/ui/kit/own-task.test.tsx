// @vitest-environment happy-dom
import { act, memo } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { useAppState } from '../../store/app-context.ts';
import { mountedPage } from '../testing/mounted-page.tsx';
import { OwnTask } from './own-task.tsx';

describe('a part with a task of its own', () => {
  const { store, draw } = mountedPage();
  let seen: string[];
  beforeEach(() => {
    seen = [];
  });

  const Query = memo(function Query({ name }: { readonly name: string }) {
    const query = useAppState((state) => state.input.query);
    seen.push(`${name}: ${query}`);
    return null;
  });

  it('is drawn at once, and later changed after what is around it', async () => {
    store.getState().setQuery('before');
    await draw(
      <>
        <OwnTask>
          <Query name="first" />
          <OwnTask>
            <Query name="second" />
          </OwnTask>
        </OwnTask>
        <Query name="around" />
      </>,
    );
    expect(seen).toEqual(['first: before', 'second: before', 'around: before']);
    seen = [];
    await act(async () => {
      store.getState().setQuery('after');
      // React draws what follows a store itself before the task ends.
      await Promise.resolve();
      seen.push('end of the task');
    });
    expect(seen).toEqual(['around: after', 'end of the task', 'first: after', 'second: after']);
  });

  it('is not drawn again for what it does not show', async () => {
    await draw(
      <OwnTask>
        <Query name="part" />
      </OwnTask>,
    );
    seen = [];
    await act(async () => store.getState().changeSettings({ seed: 5 }));
    expect(seen).toEqual([]);
  });

  it('sees what changed before it was there', async () => {
    const part = (
      <OwnTask>
        <Query name="part" />
      </OwnTask>
    );
    await draw(null);
    await act(async () => store.getState().setQuery('meanwhile'));
    await draw(part);
    expect(seen).toEqual(['part: meanwhile']);
  });
});

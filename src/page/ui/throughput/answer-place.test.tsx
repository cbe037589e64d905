// @vitest-environment happy-dom
import { act } from 'react';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '../../../core/settings/settings.ts';
import { suiteSettings, suites } from '../../../core/suite/suite.ts';
import { suiteRun } from '../../../core/suite/testing/suite-run.ts';
import { loadLaterParts } from '../kit/later-part.tsx';
import { giveSizes, mountedPage } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { AnswerPlace } from './answer-place.tsx';

const { store, draw } = mountedPage();

// A part that is loaded is drawn at once.
beforeAll(() => loadLaterParts(), 60_000);
beforeEach(giveSizes);

/** What keeps the place of the answer. */
const likely = () => document.querySelector('[inert]')?.textContent;

it('keeps the place of the answer while the page presents too, without the buttons that are hidden then', async () => {
  fillStore(store, 'done');
  store.getState().setRun({ runState: 'running' });
  await draw(<AnswerPlace />);
  const reserve = document.querySelector('[inert]');
  expect(reserve?.closest('[data-hidden-while-presenting]')).toBeNull();
  expect([...(reserve?.querySelectorAll('button') ?? [])].length).toBeGreaterThan(0);
  expect(reserve?.querySelector('button')?.closest('[data-hidden-while-presenting]')).not.toBeNull();
});

it('keeps the place of a suite’s answer from the press on, although the run before it is still there', async () => {
  fillStore(store, 'done');
  const { setRun } = store.getState();
  const settings = suiteSettings(suites.quick, { ...defaultSettings, maxLength: 64 });
  setRun({ runState: 'loading', record: null, asked: settings });
  await draw(<AnswerPlace />);
  const atThePress = likely();
  expect(atThePress).toContain('ettin-reranker-17m-v1’s shape');
  expect(atThePress).toContain('maxLength 64 (standard: 256)');

  const { suite, lanes } = suiteRun({ asked: { maxLength: 64 } });
  const { draft } = store.getState();
  if (draft === null || suite === undefined) throw new Error('The story has no run.');
  await act(async () => setRun({ asked: null, draft: { ...draft, settings, suite, lanes } }));
  expect(likely()).toBe(atThePress);
});

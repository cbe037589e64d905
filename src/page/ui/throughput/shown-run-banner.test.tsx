// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { byTestId, giveSizes, mountedPage } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { ShownRunBanner } from './shown-run-banner.tsx';

const { store, draw } = mountedPage();

beforeEach(giveSizes);

it('names browser and sample set of a shared run as people do, not as its record has them', async () => {
  fillStore(store, 'done');
  const { draft } = store.getState();
  if (draft === null) throw new Error('The story has no run.');
  const environment = { ...draft.environment, browser: 'Chrome 156.0.0.0' };
  const input = { ...draft.input, sample: 'support-search', pairCount: 50 };
  store.getState().showRun({ source: 'link', id: draft.id, draft: { ...draft, environment, input } });
  await draw(<ShownRunBanner />);
  const facts = [...(byTestId('shown-run')?.querySelectorAll('dd') ?? [])].map((one) => one.textContent);
  expect(facts).toContain('Chrome 156');
  expect(facts).toContain('sample “Support search”, 50 pairs');
});

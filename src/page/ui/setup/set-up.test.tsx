// @vitest-environment happy-dom
import { act } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findModel } from '../../../core/rerank/catalogue.ts';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { byTestId, mountedPage, press, typeInto } from '../testing/mounted-page.tsx';
import { fillStore } from '../testing/stories.ts';
import { ActionBar } from './action-bar.tsx';
import { InvalidFieldsProvider } from './invalid-fields.tsx';
import { ModelCards } from './model-cards.tsx';
import { ModelSelect } from './model-select.tsx';
import { ValueChips } from './value-chips.tsx';

describe('the set-up', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();

  let i18n: ReturnType<typeof createI18n>;
  const show = () =>
    draw(
      <InvalidFieldsProvider>
        <ModelCards />
        <ModelSelect />
        <ValueChips name="batchSizes" label="Batch sizes" help="" addLabel="Add a batch size" />
        <ActionBar />
      </InvalidFieldsProvider>,
      i18n,
    );
  const chips = () => [...document.querySelectorAll<HTMLElement>('[data-testid="batchSizes"] button')];
  const addField = (): HTMLInputElement => {
    const found = document.querySelector<HTMLInputElement>('[aria-label="Add a batch size"]');
    if (found === null) throw new Error('There is no field for another batch size.');
    return found;
  };
  const type = (text: string) => typeInto(addField(), text);
  const enter = () =>
    act(async () => {
      addField().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
  const alerts = () => [...document.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent);
  const batchSizes = () => store.getState().settings.batchSizes;

  beforeEach(() => {
    i18n = createI18n('en');
  });

  it('names the chosen model in the language that the page changes to', async () => {
    await show();
    const name = () =>
      document.querySelector<HTMLInputElement>('[aria-label="Model"], [aria-label="模型"]')?.value;
    expect(name()).toBe('Built-in word matcher');
    await act(() => i18n.changeLanguage('zh-CN'));
    expect(name()).toBe('内置词语匹配模型');
    await act(() => i18n.changeLanguage('en'));
    expect(name()).toBe('Built-in word matcher');
  });

  it('toggles batch sizes by chips that stay on offer, all but the last', async () => {
    store.getState().changeSettings({ batchSizes: [2, 64] });
    await show();
    await press('64');
    await press('2');
    expect(batchSizes()).toEqual([2]);
    expect(chips().map((chip) => [chip.textContent, chip.getAttribute('aria-pressed')])).toEqual(
      ['1', '2', '4', '8', '16', '32', '64'].map((name) => [name, String(name === '2')]),
    );
    await press('64');
    await press('1');
    expect(batchSizes()).toEqual([1, 2, 64]);
  });

  it('adds values by a field that says what is wrong with one', async () => {
    await show();
    await type('0');
    expect(alerts()).toEqual(['Batch sizes: 0 is not between 1 and 4,096.']);
    const message = document.getElementById(addField().getAttribute('aria-errormessage') ?? '');
    expect(message?.textContent).toBe(alerts()[0]);
    await enter();
    expect(batchSizes()).toEqual([1, 2, 4, 8, 16, 32]);
    await type('48 3');
    expect(alerts()).toEqual([]);
    await enter();
    expect(batchSizes()).toEqual([1, 2, 3, 4, 8, 16, 32, 48]);
    expect(addField().value).toBe('');
  });

  it('starts nothing while a field is invalid: focuses it, and says why by the button', async () => {
    const run = vi.spyOn(services, 'run');
    await show();
    await type('9999');
    await press('Measure this device');
    expect(run).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(addField());
    expect(alerts()).toContain('Not started. Batch sizes: 9999 is not between 1 and 4,096.');
    await type('96');
    expect(alerts()).toEqual([]);
    await enter();
    await press('Measure this device');
    expect(run).toHaveBeenCalledOnce();
    expect(batchSizes()).toContain(96);
  });

  it('says how long a run takes: as the last of this set-up, else as usual, else how long it measures', async () => {
    const cost = () => byTestId('cost')?.textContent;
    await show();
    expect(cost()).toBe('About 1 min, seldom over 2 min. Nothing is uploaded.');
    await act(async () => store.getState().changeSettings({ pairCounts: [1, 10, 500] }));
    expect(cost()).toBe('Measures for up to 2 min, a slow model for longer. Nothing is uploaded.');
    await act(async () => store.getState().changeSettings({ repetitions: 3 }));
    expect(cost()).toBe('Nothing is uploaded.');

    await act(async () => fillStore(store, 'done'));
    const { draft, input } = store.getState();
    if (draft === null) throw new Error('The story has no run.');
    const sample = 'support-search';
    const restored = { ...draft, durationMs: 52_000, input: { ...draft.input, sample } };
    await act(async () =>
      store.setState({
        settings: draft.settings,
        draft: restored,
        runState: 'idle',
        input: { ...input, source: { kind: 'sample', id: sample } },
      }),
    );
    expect(cost()).toBe('The last run took 52 sec. Nothing is uploaded.');
    await act(async () => store.getState().changeSettings({ model: 'Xenova/ms-marco-MiniLM-L-6-v2' }));
    expect(cost()).toMatch(/^Measures for up to \d min/);
  });

  it('recommends the shape without a download where there is a GPU, and chooses nothing by itself', async () => {
    const card = (name: string) => document.querySelector(`[data-testid="model-card-${name}"]`);
    const radios = () => [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
    fillStore(store, 'start');
    await show();
    expect(radios().map(({ checked }) => checked)).toEqual([true, false, false, false]);
    expect(card('toy')?.textContent).toContain('A toy: not a reranker’s speed');
    expect(findModel('Xenova/ms-marco-MiniLM-L-6-v2')).toBeDefined();
    expect(card('small')?.textContent).toContain('ms-marco-MiniLM-L-6-v2');
    expect(card('headline')?.textContent).toContain('1.14 GB, fp16');
    expect(card('twin')?.textContent).toContain('recommended');
    await act(async () => radios()[3]?.click());
    expect(store.getState().settings).toMatchObject({ model: 'twin:bge-reranker-v2-m3', layers: null });

    await act(async () => fillStore(store, 'empty'));
    expect(card('headline')?.textContent).toContain('571 MB, q8');
    expect(card('twin')?.textContent).not.toContain('recommended');
  });
});

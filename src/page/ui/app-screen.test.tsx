// @module-tag slow
// @vitest-environment happy-dom
import { existsSync } from 'node:fs';
import { act } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createI18n } from '../app/testing/create-i18n.ts';
import { AppScreen } from './app-screen.tsx';
import { BuildContext, type BuildFacts } from './header/build-facts.ts';
import { loadLaterParts } from './kit/later-part.tsx';
import { byTestId, field, giveSizes, mountedPage, press, typeInto } from './testing/mounted-page.tsx';
import { fillStore, storyNames } from './testing/stories.ts';

// These tests render a whole screen many times, and the machine may be busy with other tests.
describe('AppScreen', { timeout: 30_000 }, () => {
  const { store, services, draw } = mountedPage();

  let build: BuildFacts;

  const show = (language: 'en' | 'zh-CN' = 'en') =>
    draw(
      <BuildContext value={build}>
        <AppScreen />
      </BuildContext>,
      createI18n(language),
    );
  /** A part that is loaded when first needed can take long on a busy machine. */
  const until = (holds: () => void) =>
    vi.waitFor(
      async () => {
        await act(async () => {});
        holds();
      },
      { timeout: 20_000, interval: 200 },
    );

  // Parts that are loaded are drawn at once.
  beforeAll(() => loadLaterParts(), 60_000);
  beforeEach(() => {
    giveSizes();
    build = { version: '1.2.3', commit: 'abc1234', source: '', results: '', hasLicences: false };
  });

  it.each(storyNames)('draws the story "%s" in both languages', async (story) => {
    fillStore(store, story);
    await show('en');
    expect(byTestId('gpu-badge')?.textContent).not.toBe('');
    await show('zh-CN');
    expect(byTestId('gpu-badge')?.textContent).not.toBe('');
  });

  it('does not draw the set-up again when a run starts', async () => {
    fillStore(store, 'start');
    // Whatever opens a folder asks for this each time it is drawn.
    const { openFolder } = services;
    let drawings = 0;
    Object.defineProperty(services, 'openFolder', {
      configurable: true,
      get: () => {
        drawings++;
        return openFolder;
      },
    });
    await show();
    expect(drawings).toBeGreaterThan(0);
    const before = drawings;
    await act(async () => store.setState({ runState: 'loading' }));
    expect(document.body.textContent).toContain('Stop');
    expect(drawings).toBe(before);
    Object.defineProperty(services, 'openFolder', { value: openFolder, writable: true });
  });

  it('names the GPU in plain words, and tells on demand what WebGPU and WebGL say', async () => {
    fillStore(store, 'start');
    await show();
    expect(byTestId('gpu-badge')?.textContent).toBe('NVIDIA GeForce RTX 4070 Laptop · WebGPU');
    await act(async () => byTestId('gpu-badge')?.querySelector('button')?.click());
    const facts = byTestId('gpu-facts')?.textContent;
    expect(facts).toContain('NVIDIA GeForce RTX 4070 Laptop GPU (names the GPU, because WebGPU does not)');
    expect(facts).toContain('Models will run on WebGPU.');
    expect(facts).toContain('shader-f16');
    expect(facts).toContain('maxBufferSize');
  });

  it('says once that there is no GPU, and on demand what to do', async () => {
    fillStore(store, 'empty');
    await show();
    expect(byTestId('gpu-badge')?.textContent).toBe('No GPU: CPU');
    expect(byTestId('notices')?.textContent).toBe('');
    await act(async () => byTestId('gpu-badge')?.querySelector('button')?.click());
    const facts = byTestId('gpu-facts')?.textContent;
    expect(facts).toContain('Turn on hardware acceleration');
    expect(facts?.match(/WASM/g)).toHaveLength(1);
  });

  const openAbout = async () => {
    await press('Docs');
    await until(() => expect(byTestId('about')).not.toBeNull());
  };

  it('tells what it is, how it measures and which version it is, without a link that leads nowhere', async () => {
    await show();
    await openAbout();
    const about = byTestId('about');
    expect(about?.textContent).toContain('Your query and documents never leave the device.');
    expect(about?.textContent).toContain('at least 95 % of the best throughput');
    expect(about?.textContent).toContain('Version 1.2.3, commit abc1234');
    expect(about?.textContent).toContain('The method in full method.md');
    expect(about?.querySelectorAll('a')).toHaveLength(0);
  });

  it('links to its docs, source and licences where the build knows them', async () => {
    build = { ...build, commit: '', source: 'https://example.org/bench', hasLicences: true };
    await show();
    await openAbout();
    expect(byTestId('about')?.textContent).toContain('Version 1.2.3Licence');
    const links = [...(byTestId('about')?.querySelectorAll('a') ?? [])].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).toContain('https://example.org/bench/blob/HEAD/docs/method.md');
    expect(links).toContain('https://example.org/bench');
    expect(links).toContain('licences.md');
    const files = links.flatMap((link) => /docs\/.*$/.exec(link ?? '')?.[0] ?? []);
    expect(files).toHaveLength(9);
    for (const file of files) expect(existsSync(file), file).toBe(true);
  });

  it('keeps the last good setting while a bad one is typed, and says so', async () => {
    await show();
    await typeInto(field('Max length'), 'abc');
    expect(store.getState().settings.maxLength).toBe(512);
    expect(document.querySelector('[role="alert"]')?.textContent).toBe(
      'Max length: “abc” is not a whole number. Until then 512 stays in force.',
    );
    await typeInto(field('Max length'), '64');
    expect(store.getState().settings.maxLength).toBe(64);
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it('shows a setting that someone else has changed, whatever was being typed', async () => {
    await show();
    await typeInto(field('Max length'), 'abc');
    await act(async () => store.getState().changeSettings({ maxLength: 128 }));
    expect(field('Max length')?.value).toBe('128');
  });

  it('marks the best cells and gives each cell without numbers its reason', async () => {
    fillStore(store, 'done');
    await show();
    const row = (pairs: number, batch: number) =>
      document.querySelector(`[data-lane="webgpu-fp16"][data-pairs="${pairs}"][data-batch="${batch}"]`)
        ?.textContent;
    expect(row(10, 8)).toContain('fastest');
    expect(row(10, 16)).toContain('skipped: the batch is larger than the request');
    expect(row(50, 32)).toContain('out of memory: GPU memory ran out');
    expect(byTestId('summary')?.textContent).toMatch(/for 50 pairs: batch 16, [\d.]+ pairs\/s/);
  });

  it('says the plan and what repeats', async () => {
    fillStore(store, 'start');
    store.getState().changeSettings({ pairCounts: [10, 50, 100] });
    await show();
    expect(document.body.textContent).toContain('18 combinations on WebGPU. 2 are skipped');
    expect(document.body.textContent).toContain('50 documents make up to 100 pairs by repeating.');
  });

  it('turns to the ranking when one is made, and lets the visitor turn back', async () => {
    fillStore(store, 'start');
    await show();
    const selected = () => document.querySelector('[role="tab"][aria-selected="true"]')?.textContent;
    expect(selected()).toBe('Result');
    await act(async () => services.rank());
    expect(selected()).toBe('Rank');
  });

  it('edits query and documents in one place: a drawer, or the Rank tab where that is shown', async () => {
    fillStore(store, 'start');
    await show();
    const editors = () => [...document.querySelectorAll('[data-testid="input-editor"]')];
    const drawer = () => document.querySelector('[role="dialog"]');
    const edit = () => press(/query and documents$/);
    expect(byTestId('documents-line')?.textContent).toBe('50 support articles, 3 are cut at max length');
    expect(editors()).toHaveLength(0);
    await edit();
    // The drawer is loaded when it is first opened.
    await until(() => expect(drawer()?.contains(editors()[0] ?? null)).toBe(true));

    await act(async () => store.getState().showResult('ranking'));
    await until(() => expect(drawer()).toBeNull());
    expect(editors()).toHaveLength(1);
    await edit();
    expect(editors()).toHaveLength(1);
    expect(document.activeElement?.id).toBe('add-document');
    await act(async () => store.getState().showResult('history'));
    expect(editors()).toHaveLength(0);
    expect(drawer()).toBeNull();
  });

  it('leads to the field that keeps a run or a ranking from beginning', async () => {
    fillStore(store, 'start');
    store.getState().setQuery('');
    await show();
    const failure = { key: 'notice.inputProblem.no-query' };
    await act(async () => store.getState().setRankJob({ state: 'failed', message: failure }));
    expect(document.activeElement?.id).toBe('query');
    await act(async () => store.getState().setRun({ runState: 'failed', runFailure: failure }));
    const alert = () => document.querySelector('[role="dialog"] [role="alert"]');
    await until(() => expect(alert()?.textContent).toContain('There is no query yet'));
    await act(async () => store.getState().setQuery('Who?'));
    expect(alert()).toBeNull();
  });
});

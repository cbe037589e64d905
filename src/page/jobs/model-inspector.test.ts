import { describe, expect, it } from 'vitest';
import { createAppStore } from '../store/app-state.ts';
import { currentModelFacts } from '../store/model-facts-slice.ts';
import { type HubFetch, lookAtModel } from './look-at-model.ts';
import { ModelInspector } from './model-inspector.ts';
import { fakeHub, json, refusing, rerankerConfig } from './testing/fake-hub.ts';

const weights = json([{ type: 'file', path: 'onnx/model.onnx', size: 5 }]);
const answering = { 'recursive=true': weights, 'config.json': json(rerankerConfig) };

/** An inspector whose time passes when the test says so. */
function setUp(fetch: HubFetch, model = 'org/name') {
  const timers: { readonly ms: number; readonly callback: () => void }[] = [];
  const store = createAppStore();
  store.getState().changeSettings({ model });
  const inspector = new ModelInspector({
    store,
    fetch,
    look: lookAtModel,
    after: (ms, callback) => {
      const timer = { ms, callback };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
  });
  return {
    store,
    inspector,
    timers,
    facts: () => currentModelFacts(store.getState()),
    /** Lets every timer of at most so many ms end. */
    pass: (ms: number) => {
      for (const timer of timers.filter((one) => one.ms <= ms)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.callback();
      }
    },
  };
}

/** Answers when it is told to, or when it is broken off. */
function slowHub() {
  const { fetch, requests } = fakeHub(answering);
  const waiting: (() => void)[] = [];
  const slow: HubFetch = async (address, init) => {
    await new Promise<void>((resolve, reject) => {
      waiting.push(resolve);
      init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
    return fetch(address, init);
  };
  return {
    fetch: slow,
    requests,
    answer: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

describe('the inspector of models', () => {
  it('asks nothing for the built-in model, nor where it is waited for', async () => {
    const hub = fakeHub(answering);
    const { inspector, timers, facts } = setUp(hub.fetch, 'builtin:coverage');
    inspector.start();
    await inspector.settled();
    expect(hub.requests).toEqual([]);
    expect(timers).toEqual([]);
    expect(facts()).toBeUndefined();
  });

  it('looks when the choice has rested, and says that it is looking', async () => {
    const { inspector, facts, pass, store } = setUp(fakeHub(answering).fetch, 'builtin:coverage');
    inspector.start();
    store.getState().changeSettings({ model: 'org/name' });
    expect(facts()).toBeUndefined();
    pass(250);
    expect(facts()).toEqual({ state: 'looking' });
    await inspector.settled();
    expect(facts()).toMatchObject({ state: 'found', weights: [{ dtype: 'fp32', bytes: 5 }] });
  });

  it('does not wait for the rest where something waits for it, and looks once', async () => {
    const hub = fakeHub(answering);
    const { inspector, facts, store, pass } = setUp(hub.fetch);
    inspector.start();
    await Promise.all([inspector.settled(), inspector.settled()]);
    expect(facts()?.state).toBe('found');
    pass(250);
    store.getState().changeSettings({ model: 'builtin:coverage' });
    store.getState().changeSettings({ model: 'org/name' });
    pass(250);
    await inspector.settled();
    expect(hub.requests).toHaveLength(2);
  });

  it('keeps nobody waiting for a hub that hangs', async () => {
    const { fetch } = slowHub();
    const { inspector, pass, facts } = setUp(fetch);
    const settled = inspector.settled();
    pass(3_000);
    await settled;
    expect(facts()).toEqual({ state: 'looking' });
  });

  it('gives a hub that hangs up for out of reach', async () => {
    const { fetch } = slowHub();
    const { inspector, pass, facts } = setUp(fetch);
    const settled = inspector.settled();
    pass(15_000);
    await settled;
    await expect.poll(facts).toMatchObject({ state: 'refused', code: 'hub-unreachable' });
  });

  it('drops the answer for a choice that no longer stands', async () => {
    const { fetch, answer } = slowHub();
    const { inspector, store, pass, facts } = setUp(fetch);
    inspector.start();
    pass(250);
    store.getState().changeSettings({ model: 'org/other' });
    pass(250);
    answer();
    await inspector.settled();
    expect(facts()?.state).toBe('found');
    expect([...store.getState().modelFacts.keys()]).toEqual(['org/other https://huggingface.co/']);
  });

  it('looks at each host for itself', async () => {
    const hub = fakeHub(answering);
    const { inspector, store } = setUp(hub.fetch);
    await inspector.settled();
    store.getState().changeSettings({ host: 'https://mirror.test/' });
    await inspector.settled();
    expect(hub.requests.filter((request) => request.includes('mirror.test'))).toHaveLength(2);
    expect(store.getState().modelFacts.size).toBe(2);
  });

  it('asks again after trouble, or when told to, but not whether a model has come to be', async () => {
    const answers: Record<string, (() => Response) | null> = { ...answering, 'config.json': null };
    const hub = fakeHub(answers);
    const { inspector, facts } = setUp(hub.fetch);
    await inspector.settled();
    expect(facts()).toMatchObject({ code: 'hub-unreachable' });
    answers['config.json'] = refusing(401, 'RepoNotFound');
    await inspector.settled();
    expect(facts()).toMatchObject({ code: 'model-not-found' });
    answers['config.json'] = json(rerankerConfig);
    await inspector.settled();
    expect(facts()).toMatchObject({ code: 'model-not-found' });
    inspector.tryAgain();
    await inspector.settled();
    expect(facts()?.state).toBe('found');
  });
});

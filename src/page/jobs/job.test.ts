import { afterEach, describe, expect, it, vi } from 'vitest';
import { runRecordSchema } from '../../core/document/run-record.ts';
import { judgeRun } from './judge-run.ts';
import type { RunTools } from './run-tools.ts';
import { webTabLock } from './tab-lock.ts';
import { describeTestEnvironment } from './testing/environment.ts';
import { fakeLocks } from './testing/fake-locks.ts';
import { foundPlan, setUpLoad } from './testing/load-host.ts';
import { cellStates, setUpSweep } from './testing/sweep-host.ts';

vi.mock('./judge-run.ts', { spy: true });

afterEach(() => vi.restoreAllMocks());

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const bug = () => new TypeError('x is not a function');

/** A page whose tools may throw at one point of the first run. */
const setUp = (tools: Partial<RunTools> = {}) =>
  setUpLoad(
    () => ({ passMs: () => 50 }),
    { batchSizes: [2], pairCounts: [4], policies: ['none'] },
    foundPlan,
    tools,
  );

/** Throws at its first call, and works afterwards. */
function failsOnce<Arguments extends unknown[], Result>(works: (...of: Arguments) => Result) {
  let calls = 0;
  return (...of: Arguments): Result => {
    if (++calls === 1) throw bug();
    return works(...of);
  };
}

describe('whatever a run’s lines throw', () => {
  it.each<[string, () => Partial<RunTools>]>([
    ['the hash of its input', () => ({ sha256: failsOnce(async () => 'hash') })],
    ['the description of the machine', () => ({ describeEnvironment: failsOnce(describeTestEnvironment) })],
    ['its id', () => ({ newId: failsOnce(() => crypto.randomUUID()) })],
    ['what the hub says', () => ({ modelFactsSettled: failsOnce(async () => {}) })],
    ['the battery', () => ({ isOnBattery: failsOnce(async () => null) })],
    ['the wake lock', () => ({ keepAwake: failsOnce(() => () => {}) })],
  ])('in %s, the run has failed, the page says why, and the next one works', async (_, tools) => {
    for (const kind of ['runner', 'loads'] as const) {
      const host = setUp(tools());
      expect(await host[kind].run()).toBeNull();
      const { runState, runFailure, progress } = host.store.getState();
      expect(runState).toBe('failed');
      expect(runFailure).toMatchObject({
        key: 'failure.unknown',
        values: { text: 'x is not a function' },
      });
      expect(progress).toBeNull();
      expect((await host[kind].run())?.state).toBe('done');
      expect(host.store.getState()).toMatchObject({ runState: 'done', runFailure: null });
      expect(host.power.awake).toBe(0);
    }
  });

  it('before it has a draft leaves what was measured before', async () => {
    const sha256 = vi.fn<RunTools['sha256']>(async () => 'hash');
    const host = setUp({ sha256 });
    const record = await host.runner.run();
    sha256.mockRejectedValueOnce(bug());
    expect(await host.runner.run()).toBeNull();
    expect(host.store.getState()).toMatchObject({ runState: 'failed', record, canAddRounds: true });
  });

  it('before it has a draft leaves nothing of what it was asked to measure', async () => {
    const asked: unknown[] = [];
    const sha256 = async () => {
      asked.push(host.store.getState().asked);
      return asked.length === 1 ? 'hash' : Promise.reject(bug());
    };
    const host = setUp({ sha256 });
    const { settings } = host.store.getState();
    for (const runState of ['done', 'failed']) {
      await host.runner.run();
      expect(host.store.getState()).toMatchObject({ runState, asked: null });
    }
    expect(asked).toEqual([settings, settings]);
  });

  it('once cells are measured keeps them, in a record that has failed', async () => {
    const host = setUp();
    vi.mocked(judgeRun).mockImplementationOnce(() => {
      throw bug();
    });
    expect(await host.runner.run()).toBeNull();
    const { runState, record, draft } = host.store.getState();
    expect(runState).toBe('failed');
    expect(record?.state).toBe('failed');
    expect(draft?.state).toBe('failed');
    expect(cellStates(record)).toEqual(['4/2 measured']);
    expect(runRecordSchema.parse(record)).toEqual(record);
    expect((await host.runner.run())?.state).toBe('done');
  });

  it('in a load test keeps the policies that are over', async () => {
    const host = setUp();
    vi.mocked(judgeRun).mockImplementationOnce(() => {
      throw bug();
    });
    expect(await host.loads.run()).toBeNull();
    const { runState, record } = host.store.getState();
    expect(runState).toBe('failed');
    expect(record?.loadTests).toMatchObject([{ policy: 'none', state: 'done' }]);
    expect(runRecordSchema.parse(record)).toEqual(record);
  });

  it('in a load test that joined a sweep leaves the sweep in order', async () => {
    const host = setUp();
    const sweep = await host.runner.run();
    vi.mocked(judgeRun).mockImplementationOnce(() => {
      throw bug();
    });
    expect(await host.loads.run()).toBeNull();
    const { runState, record } = host.store.getState();
    expect(runState).toBe('failed');
    expect(record).toMatchObject({ id: sweep?.id, state: 'done', lanes: [{ state: 'done' }] });
    expect(record?.loadTests).toHaveLength(1);
  });

  it('in a ranking, the page says why, and the next one works', async () => {
    const host = setUp({ modelFactsSettled: failsOnce(async () => {}) });
    expect(await host.ranker.rank()).toBeNull();
    expect(host.store.getState().rankJob).toMatchObject({ message: { key: 'failure.unknown' } });
    expect((await host.ranker.rank())?.rows).toHaveLength(3);
  });
});

describe('a run while a ranking is under way', () => {
  it('ends it, and computes nothing before it has ended: also one that still waits for the hub', async () => {
    let hubAnswers = () => {};
    const hub = new Promise<void>((resolve) => {
      hubAnswers = resolve;
    });
    const modelFactsSettled = vi.fn(async () => {}).mockReturnValueOnce(hub);
    const host = setUp({ modelFactsSettled });
    const ranking = host.ranker.rank();
    const running = host.runner.run();
    hubAnswers();
    expect(await ranking).toBeNull();
    expect(host.store.getState().rankJob).toEqual({ state: 'idle' });
    expect((await running)?.state).toBe('done');
    // One worker: the lane's.
    expect(host.workers).toHaveLength(1);
    expect(host.store.getState()).toMatchObject({ ranking: null, model: { state: 'none' } });
  });

  it('waits until the ranking’s worker has gone', async () => {
    const host = setUpSweep(
      (worker) => (worker === 0 ? { answer: () => new Promise(() => {}) } : { passMs: () => 50 }),
      { batchSizes: [2], pairCounts: [4] },
    );
    const ranking = host.ranker.rank();
    await expect.poll(() => host.store.getState().rankJob.state).toBe('scoring');
    const running = host.runner.run();
    expect(host.store.getState().runState).toBe('loading');
    expect(await ranking).toBeNull();
    expect(host.workers.map((worker) => worker.isEnded())).toEqual([true]);
    expect((await running)?.state).toBe('done');
  });

  it('that cannot begin leaves it alone', async () => {
    const host = setUpSweep(() => ({ load: () => new Promise(() => {}) }));
    const ranking = host.ranker.rank();
    await expect.poll(() => host.workers.length).toBe(1);
    host.store.getState().clearDocuments();
    expect(await host.runner.run()).toBeNull();
    expect(host.store.getState()).toMatchObject({ runState: 'failed', rankJob: { state: 'loading' } });
    host.jobs.stop();
    expect(await ranking).toBeNull();
    expect(host.store.getState().rankJob).toEqual({ state: 'idle' });
  });
});

describe('a job that is wanted while a run is under way', () => {
  it('is refused in words, which go once the run is over', async () => {
    const host = setUp();
    const running = host.runner.run();
    const notices = () => host.store.getState().notices.map(({ message }) => message.key);
    for (const again of [host.runner, host.loads]) expect(await again.run()).toBeNull();
    expect(await host.ranker.rank()).toBeNull();
    expect(notices()).toEqual(['notice.jobRefused.run']);
    expect(host.store.getState()).toMatchObject({ runState: 'loading', rankJob: { state: 'idle' } });
    expect((await running)?.state).toBe('done');
    expect(notices()).toEqual([]);
    expect(host.workers).toHaveLength(1);
  });
});

describe('a stop', () => {
  it('is heard while a calibration still waits for what is remembered', async () => {
    let answer = (_: unknown) => {};
    const remembered = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const host = setUpSweep(
      () => ({ passMs: () => 50 }),
      { model: 'org/name', device: ['wasm'] },
      { calibrations: { get: () => remembered, set: async () => {}, clear: async () => {} } },
    );
    const running = host.runner.run();
    await turn();
    host.jobs.stop();
    answer(undefined);
    expect(await running).toMatchObject({ state: 'cancelled', lanes: [{ state: 'cancelled' }] });
    expect(host.workers).toHaveLength(0);
  });
});

describe('two tabs', () => {
  /** One for all tabs, as in a browser. */
  const shared = fakeLocks();
  const locks = () => webTabLock(shared);
  const tab = () =>
    setUpLoad(
      () => ({ passMs: () => 50 }),
      { batchSizes: [2], pairCounts: [4], policies: ['none'] },
      foundPlan,
      { tabLock: locks() },
    );
  const phase = ({ store }: ReturnType<typeof tab>) => store.getState().progress?.phase;

  /** A tab that measures until the answer is called. */
  async function measuringTab(): Promise<() => void> {
    const letGo = await locks()?.ifFree();
    expect(letGo).toBeTypeOf('function');
    return letGo ?? (() => {});
  }

  it('measure one after the other: the second says that it waits', async () => {
    const end = await measuringTab();
    const second = tab();
    const running = second.runner.run();
    await expect.poll(() => phase(second)).toBe('waiting-for-tab');
    expect(second.store.getState().runState).toBe('loading');
    expect(second.workers).toHaveLength(0);
    end();
    const record = await running;
    expect(record?.state).toBe('done');
    expect(record?.warnings.map(({ code }) => code)).not.toContain('other-tab-measuring');
    // It has let go of the lock in its turn.
    (await measuringTab())();
  });

  it('measure at once where the visitor will not wait, with a doubt in the record', async () => {
    const end = await measuringTab();
    const second = tab();
    for (const job of [second.runner, second.loads] as const) {
      const running = job.run();
      await expect.poll(() => phase(second)).toBe('waiting-for-tab');
      second.jobs.measureAnyway();
      const record = await running;
      expect(record?.warnings.map(({ code }) => code)).toContain('other-tab-measuring');
    }
    end();
  });

  it('wait for each other with a ranking too, unless the visitor will not', async () => {
    const end = await measuringTab();
    const second = tab();
    const job = () => second.store.getState().rankJob.state;
    const ranking = second.ranker.rank();
    await expect.poll(job).toBe('waiting-for-tab');
    expect(second.workers).toHaveLength(0);
    end();
    expect((await ranking)?.rows).toHaveLength(3);
    const endAgain = await measuringTab();
    const beside = second.ranker.rank();
    await expect.poll(job).toBe('waiting-for-tab');
    second.jobs.measureAnyway();
    expect((await beside)?.rows).toHaveLength(3);
    const stopped = second.ranker.rank();
    await expect.poll(job).toBe('waiting-for-tab');
    second.jobs.stop('rank');
    expect(await stopped).toBeNull();
    expect(job()).toBe('idle');
    endAgain();
    await turn();
    (await measuringTab())();
  });

  it('know of each other while one ranks: a run of the other waits', async () => {
    const first = setUpSweep(() => ({ load: () => new Promise(() => {}) }), {}, { tabLock: locks() });
    const ranking = first.ranker.rank();
    await expect.poll(() => first.workers.length).toBe(1);
    const second = tab();
    const running = second.runner.run();
    await expect.poll(() => phase(second)).toBe('waiting-for-tab');
    first.jobs.stop('rank');
    expect(await ranking).toBeNull();
    expect((await running)?.state).toBe('done');
  });

  it('need not wait for ever: a stop ends the waiting', async () => {
    const end = await measuringTab();
    const second = tab();
    const running = second.runner.run();
    await expect.poll(() => phase(second)).toBe('waiting-for-tab');
    second.jobs.stop();
    expect(await running).toMatchObject({ state: 'cancelled', warnings: [{ code: 'repeated-pairs' }] });
    expect(second.workers).toHaveLength(0);
    end();
  });

  it('have a third one wait for a second that goes on when the first has ended', async () => {
    const end = await measuringTab();
    // Its model never comes, so that it measures until it is stopped.
    const second = setUpSweep(() => ({ load: () => new Promise(() => {}) }), {}, { tabLock: locks() });
    const running = second.runner.run();
    const waits = () => second.store.getState().progress?.phase === 'waiting-for-tab';
    await expect.poll(waits).toBe(true);
    second.jobs.measureAnyway();
    await expect.poll(() => second.workers.length).toBe(1);
    end();
    await turn();
    expect(await locks()?.ifFree()).toBeNull();
    second.jobs.stop();
    await running;
    (await measuringTab())();
  });

  it('that cannot know of each other, in a browser that refuses its locks, measure all the same', async () => {
    const refusing = webTabLock({ request: () => Promise.reject(new DOMException('no', 'SecurityError')) });
    const host = setUpSweep(() => ({ passMs: () => 50 }), {}, { tabLock: refusing });
    const record = await host.runner.run();
    expect(host.store.getState().runFailure).toBeNull();
    expect(record?.state).toBe('done');
  });

  it('know of each other also where the first one failed', async () => {
    const first = setUpSweep(() => ({}), {}, { tabLock: locks(), sha256: failsOnce(async () => '') });
    expect(await first.runner.run()).toBeNull();
    (await measuringTab())();
  });
});

describe('while the page opens', () => {
  function setUpOpening() {
    let end = () => {};
    let opening: Promise<void> | null = new Promise((resolve) => {
      end = () => {
        opening = null;
        resolve();
      };
    });
    const host = setUpSweep(() => ({ passMs: () => 50 }), {}, { opening: () => opening });
    const { input, machine } = host.store.getState();
    host.store.setState({ input: { ...input, query: '', documents: [] }, machine: { state: 'probing' } });
    const open = () => {
      host.store.setState({ input, machine });
      end();
    };
    return { ...host, open };
  }

  it('a run waits for the texts and the machine, and shows that it has been asked for', async () => {
    const page = setUpOpening();
    const running = page.runner.run();
    await turn();
    expect(page.store.getState()).toMatchObject({ runState: 'loading', runFailure: null, draft: null });
    page.open();
    expect((await running)?.state).toBe('done');
  });

  it('a ranking waits too', async () => {
    const page = setUpOpening();
    const ranking = page.ranker.rank();
    await turn();
    expect(page.store.getState().rankJob.state).toBe('loading');
    page.open();
    expect((await ranking)?.rows).toHaveLength(3);
  });

  it('either can be stopped', async () => {
    const page = setUpOpening();
    for (const start of [() => page.ranker.rank(), () => page.runner.run()]) {
      const job = start();
      await turn();
      page.jobs.stop();
      expect(await job).toBeNull();
    }
    expect(page.store.getState()).toMatchObject({
      ...{ runState: 'cancelled', runFailure: null, draft: null, rankJob: { state: 'idle' } },
    });
  });
});

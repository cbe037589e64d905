import { describe, expect, it } from 'vitest';
import { setUpLoad } from './testing/load-host.ts';

const short = { policies: ['none'] } as const;

describe('the score check of a load test', () => {
  it('comes before anything is timed, and is kept with what it took', async () => {
    const { loads, asked } = setUpLoad(() => ({ passMs: () => 20 }), short);
    const record = await loads.run();
    expect(asked.map(({ kind }) => kind).slice(0, 3)).toEqual(['load', 'checkScores', 'measurePasses']);
    expect(record?.lanes[0]?.scoreCheck).toMatchObject({ verdict: 'ok', durationMs: 7 * 20 });
    expect(record?.lanes[0]?.coldMs?.firstRun).toBe(20);
  });

  it.each([
    ['constant', 7],
    ['not-numbers', Number.NaN],
  ] as const)('marks a lane whose scores are %s, which is then recommended nothing', async (code, score) => {
    const { loads } = setUpLoad(() => ({ passMs: () => 20, answer: (own) => own.map(() => score) }), short);
    const record = await loads.run();
    expect(record?.state).toBe('done');
    expect(record?.lanes[0]?.scoreCheck?.verdict).toBe('suspect');
    expect(record?.lanes[0]?.scoreCheck?.findings.map((finding) => finding.code)).toEqual([code]);
    expect(record?.warnings.map((warning) => warning.code)).toContain('suspect-scores');
    expect(record?.recommendations).toEqual([]);
  });

  it('marks a lane whose own pairs give no numbers, though the probe set’s do', async () => {
    const { loads, of } = setUpLoad(
      () => ({
        passMs: () => 20,
        answer: (own) => own.map((logit) => (of('measurePasses').length > 0 ? Number.NaN : logit)),
      }),
      short,
    );
    const record = await loads.run();
    expect(record?.lanes[0]?.scoreCheck?.findings.map(({ code }) => code)).toEqual(['not-numbers']);
  });

  it('is not repeated where a sweep has made it', async () => {
    const { loads, runner, of } = setUpLoad(() => ({ passMs: () => 20 }), short);
    await runner.run();
    const before = of('checkScores').length;
    await loads.run();
    expect(of('checkScores')).toHaveLength(before);
  });

  it('ends between two passes when it is stopped', async () => {
    let passes = 0;
    const { loads, jobs, of } = setUpLoad(() => ({
      passMs: () => 20,
      onPass: () => {
        if (++passes === 3) jobs.stop();
      },
    }));
    expect((await loads.run())?.state).toBe('cancelled');
    expect(passes).toBe(3);
    expect(of('measurePasses')).toHaveLength(0);
  });

  it('goes without its padded batch where that finds no memory', async () => {
    const { loads, of } = setUpLoad(
      () => ({
        passMs: () => 20,
        onPass: ({ pairs }) => {
          if (pairs > 4) throw new Error('std::bad_alloc');
        },
      }),
      short,
    );
    const record = await loads.run();
    expect(of<{ padded: boolean }>('checkScores').map(({ padded }) => padded)).toEqual([true, false]);
    expect(record).toMatchObject({
      state: 'done',
      lanes: [{ scoreCheck: { verdict: 'ok', largestPaddingDifference: null } }],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { type CandidateQuestion, calibrationCandidates, mostCandidates } from './calibration-candidates.ts';

const gibibyte = 2 ** 30;

const question = (change: Partial<CandidateQuestion> = {}): CandidateQuestion => ({
  cores: 8,
  hasThreads: true,
  weightBytes: 23e6,
  graphBytes: null,
  deviceMemoryGiB: 8,
  asked: { threads: null, workers: null },
  ...change,
});

/** Plans as `threads×workers`. */
const plans = (change: Partial<CandidateQuestion> = {}) =>
  calibrationCandidates(question(change)).plans.map(({ threads, workers }) => `${threads}×${workers}`);

describe('the plans to try', () => {
  it('share out the cores, and half of them', () => {
    expect(plans({ cores: 1 })).toEqual(['1×1']);
    expect(plans({ cores: 2 })).toEqual(['2×1', '1×1', '1×2']);
    expect(plans({ cores: 4 })).toEqual(['4×1', '2×1', '2×2', '1×4', '1×2']);
    expect(plans({ cores: 8 })).toEqual(['8×1', '4×1', '4×2', '1×8', '2×4', '1×4']);
    expect(plans({ cores: 16 })).toEqual(['16×1', '8×1', '4×1', '8×2', '1×16', '4×4']);
  });

  it('are few, each once, and never take more cores than there are', () => {
    for (let cores = 1; cores <= 64; cores++) {
      for (const hasThreads of [true, false]) {
        const { plans: tried } = calibrationCandidates(question({ cores, hasThreads }));
        expect(tried.length).toBeGreaterThan(0);
        expect(tried.length).toBeLessThanOrEqual(mostCandidates);
        expect(new Set(tried.map(({ threads, workers }) => `${threads} ${workers}`)).size).toBe(tried.length);
        for (const { threads, workers } of tried) {
          expect(threads * workers, `${threads}×${workers} of ${cores}`).toBeLessThanOrEqual(cores);
          expect(Number.isInteger(threads) && threads >= 1).toBe(true);
          expect(Number.isInteger(workers) && workers >= 1).toBe(true);
        }
      }
    }
  });

  it('hold what the runtime would take by itself', () => {
    for (const cores of [1, 2, 3, 4, 6, 8, 12, 16, 32])
      expect(plans({ cores }), `${cores} cores`).toContain(`${Math.min(4, Math.ceil(cores / 2))}×1`);
  });

  it('have one thread each where the page is not isolated', () => {
    expect(plans({ hasThreads: false })).toEqual(['1×1', '1×8', '1×4', '1×2']);
    expect(plans({ hasThreads: false, asked: { threads: 8, workers: null } })).toEqual([
      '1×1',
      '1×8',
      '1×4',
      '1×2',
    ]);
  });

  it('keep to what the visitor asked for', () => {
    expect(plans({ asked: { threads: 2, workers: null } })).toEqual(['2×1', '2×4', '2×2']);
    expect(plans({ asked: { threads: null, workers: 2 } })).toEqual(['4×2', '2×2', '1×2']);
    expect(plans({ asked: { threads: 3, workers: 5 } })).toEqual(['3×5']);
    expect(plans({ cores: 2, asked: { threads: null, workers: 16 } })).toEqual(['1×16']);
  });
});

describe('memory', () => {
  it('leaves out workers that the device has none for, and says so; one session is always tried', () => {
    // Three times the weights at the peak of loading: 1.5 GiB a worker.
    const big = { weightBytes: gibibyte / 2 };
    const { plans: tried, leftOut } = calibrationCandidates(question(big));
    expect(tried.map(({ workers }) => workers)).toEqual([1, 1, 2, 4, 4, 2]);
    expect(leftOut).toEqual([{ threads: 1, workers: 8, needBytes: 12 * gibibyte, limitBytes: 8 * gibibyte }]);

    expect(plans({ ...big, deviceMemoryGiB: 3 })).toEqual(['8×1', '4×1', '4×2', '2×2']);
    expect(plans({ ...big, deviceMemoryGiB: 2.9 })).toEqual(['8×1', '4×1']);
  });

  it('counts as 8 GiB where the browser says nothing', () => {
    expect(plans({ weightBytes: gibibyte / 2, deviceMemoryGiB: null })).toEqual(
      plans({ weightBytes: gibibyte / 2, deviceMemoryGiB: 8 }),
    );
  });

  it('is less for weights that lie beside the graph', () => {
    expect(plans({ weightBytes: gibibyte / 2, graphBytes: 0 })).toContain('1×8');
  });

  it('of a worker ends at 4 GiB, however much the device has', () => {
    const { plans: tried, leftOut } = calibrationCandidates(
      question({ weightBytes: 1.5 * gibibyte, deviceMemoryGiB: 64 }),
    );
    expect(tried.every(({ workers }) => workers === 1)).toBe(true);
    expect(leftOut[0]).toMatchObject({ needBytes: 4.5 * gibibyte, limitBytes: 4 * gibibyte });
  });

  it('keeps nobody from trying a model of unknown size', () => {
    expect(plans({ weightBytes: null })).toEqual(plans());
  });
});

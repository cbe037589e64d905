import { describe, expect, it } from 'vitest';
import { type PageSituation, serviceWorkerPlan } from './service-worker-plan.ts';

const hosted: PageSituation = {
  hasServiceWorkers: true,
  isFramed: false,
  isIsolated: true,
  isControlled: false,
  isLoopback: false,
  hasReloaded: false,
};

const plan = (situation: Partial<PageSituation>) => serviceWorkerPlan({ ...hosted, ...situation });

describe('the plan for a service worker', () => {
  it('keeps the page of a host with headers, without a reload', () => {
    expect(plan({})).toEqual({ registers: true, isolates: false });
  });

  it('reloads once where the host sends no headers, and never again', () => {
    expect(plan({ isIsolated: false })).toEqual({ registers: true, isolates: true });
    expect(plan({ isIsolated: false, hasReloaded: true })).toEqual({ registers: true, isolates: false });
  });

  it('does not reload in a frame, where that would not help', () => {
    expect(plan({ isIsolated: false, isFramed: true })).toEqual({ registers: true, isolates: false });
  });

  it('leaves a page of this machine alone unless it lacks the headers', () => {
    expect(plan({ isLoopback: true }).registers).toBe(false);
    expect(plan({ isLoopback: true, isIsolated: false })).toEqual({ registers: true, isolates: true });
    expect(plan({ isLoopback: true, isControlled: true }).registers).toBe(true);
  });

  it('does nothing where the browser offers none', () => {
    expect(plan({ hasServiceWorkers: false, isIsolated: false })).toEqual({
      registers: false,
      isolates: false,
    });
  });
});

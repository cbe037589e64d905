import type { RunDraft } from '../../../core/document/run-draft.ts';

/** Whether a run is a load test without a sweep: its lanes have no cells, so there is no throughput by batch size. */
export const isOnlyLoadTest = ({ lanes }: Pick<RunDraft, 'lanes'>): boolean =>
  lanes.length > 0 && lanes.every(({ cells }) => cells.length === 0);

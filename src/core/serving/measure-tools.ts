import type { Clock } from '../rerank/clock.ts';
import type { TabVisibility } from '../threads/tab-visibility.ts';

/** What measuring on a loaded model takes from its surroundings. */
export interface MeasureTools {
  /** Ms since the epoch, monotonic. */
  readonly clock: Clock;
  /** Asked between passes. */
  readonly shouldStop: () => boolean;
  readonly visibility: TabVisibility;
  /** Lets messages in; awaited between passes, outside everything that is timed. May be awaited several times at once. */
  readonly breathe: () => Promise<void>;
}

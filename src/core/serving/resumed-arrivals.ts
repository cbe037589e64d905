import { ArrivalSource } from './arrival-source.ts';
import type { LoadPlan } from './load-plan.ts';

/**
 * Which pairs the open arrivals of a lost worker carry: events tell their lengths alone, and the draws say the rest.
 *
 * @param arrived arrivals there have been
 * @param ids of those that are sought
 * @returns places in the pool by id
 */
export function placesDrawn(
  plan: LoadPlan,
  poolSize: number,
  arrived: number,
  ids: ReadonlySet<number>,
): Map<number, readonly number[]> {
  const source = new ArrivalSource(plan, poolSize);
  const places = new Map<number, readonly number[]>();
  for (let i = 0; i < arrived; i++) {
    const arrival = source.next();
    if (ids.has(arrival.id)) places.set(arrival.id, arrival.places);
    // In a closed loop the next client asks; whichever it is, the draws are the same.
    source.settled('answered', 0);
  }
  return places;
}

import { useMemo } from 'react';
import { useAppState } from '../../store/app-context.ts';
import { contentOf } from './compared-run.ts';
import { type RunAtHand, type TwinOffer, twinOffers } from './twin-offers.ts';

/** The offers to compare a twin with its real model, and what accepting one does. */
export function useTwinOffers(): {
  readonly offers: readonly TwinOffer[];
  readonly accept: (offer: TwinOffer) => void;
} {
  const entries = useAppState((state) => state.history.entries);
  const sides = useAppState((state) => state.compareSides);
  const brought = useAppState((state) => state.broughtRuns);
  const clearSides = useAppState((state) => state.clearCompareSides);
  const setCompareSide = useAppState((state) => state.setCompareSide);
  const setBroughtSide = useAppState((state) => state.setBroughtSide);
  const offers = useMemo(() => {
    const ofHistory = entries
      .filter(({ state, cellsMeasured }) => state !== 'running' && cellsMeasured > 0)
      .map(
        ({ id, model, layers, inputSha256 }): RunAtHand => ({
          ...{ id, model, layers, inputSha256, side: sides[id] ?? null, isBrought: false },
        }),
      );
    const others = brought
      .filter(({ id }) => !Object.hasOwn(sides, id))
      .map(({ id, side, content }): RunAtHand => {
        const { lanes, input } = contentOf(content);
        const { id: model = '', layers = null } = lanes[0]?.model ?? {};
        return { id, model, layers, inputSha256: input.sha256, side, isBrought: true };
      });
    const isBrought = new Set(others.map(({ id }) => id));
    return twinOffers([...ofHistory.filter(({ id }) => !isBrought.has(id)), ...others]);
  }, [entries, sides, brought]);
  const accept = ({ base, head }: TwinOffer) => {
    const isBrought = new Set(brought.map(({ id }) => id));
    clearSides();
    for (const [side, ids] of [['base', base] as const, ['head', head] as const]) {
      for (const id of ids) {
        if (isBrought.has(id)) setBroughtSide(id, side);
        else setCompareSide(id, side);
      }
    }
  };
  return { offers, accept };
}

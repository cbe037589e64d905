import { Button } from '@mantine/core';
import { IconTestPipe2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { twinOfModelId } from '../../../core/rerank/twins.ts';
import { useAppState } from '../../store/app-context.ts';
import { contentOf } from '../../store/compare-slice.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import classes from './compare.module.css';

/** Offers "Compare with the real model" if there are runs of a twin and of its real model. */
export function TwinOfferList() {
  const { t } = useTranslation();
  const { offers, accept } = useTwinOffers();
  return offers.map((offer) => (
    <div key={offer.twinModel} className={classes.twin} data-testid="twin-offer">
      <IconTestPipe2 size={18} aria-hidden />
      <div>
        <p>{t('twinCompare.offer', { twin: offer.twinModel, real: offer.realModel })}</p>
        <Button variant="light" size="compact-sm" onClick={() => accept(offer)}>
          {t('twinCompare.compare')}
        </Button>
      </div>
    </div>
  ));
}

/** The offers to compare a twin with its real model, and what accepting one does. */
function useTwinOffers(): {
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

/** A run that could be compared: from the history, or brought to the comparison. */
export interface RunAtHand {
  readonly id: string;
  readonly model: string;
  /** A twin's layers, as asked for; `null` for all. */
  readonly layers: number | null;
  readonly inputSha256: string;
  /** The side it is on; `null` for a run of the history that is on none. */
  readonly side: CompareSide | null;
  /** It was brought from elsewhere, so taking it out would lose it. */
  readonly isBrought: boolean;
}

/** A comparison to offer: which runs of a twin and of its real model to put on which side. */
interface TwinOffer {
  readonly twinModel: string;
  readonly realModel: string;
  /** The real model's runs. */
  readonly base: readonly string[];
  /** The twin's runs. */
  readonly head: readonly string[];
}

/**
 * Offers to compare twins with their real models, where there are runs of both. It takes the runs that are on
 * a side already, else the newest, preferably of the same texts. It offers nothing that would push out runs
 * brought from elsewhere, or that is already shown.
 *
 * @param runs newest first
 */
export function twinOffers(runs: readonly RunAtHand[]): TwinOffer[] {
  const twinModels = [...new Set(runs.map(({ model }) => model))];
  return twinModels.flatMap((twinModel) => {
    const twin = twinOfModelId(twinModel);
    if (twin === undefined) return [];
    const realModel = twin.catalogueId;
    const all = twin.shape.num_hidden_layers;
    const ofTwin = runs.filter(({ model, layers }) => model === twinModel && (layers ?? all) === all);
    const ofReal = runs.filter(({ model }) => model === realModel);
    const isOther = ({ isBrought, id }: RunAtHand) =>
      isBrought && ![...ofTwin, ...ofReal].some((one) => one.id === id);
    if (ofTwin.length === 0 || ofReal.length === 0 || runs.some(isOther)) return [];
    const [head, base] = [chosen(ofTwin, ofReal), chosen(ofReal, ofTwin)];
    const offer = { twinModel, realModel, base, head };
    return stands(offer, runs) ? [] : [offer];
  });
}

/**
 * One model's runs to compare: those on a side, else the newest with a text that the other model scored, else
 * the newest.
 */
function chosen(own: readonly RunAtHand[], others: readonly RunAtHand[]): string[] {
  const onSide = own.filter(({ side }) => side !== null);
  if (onSide.length > 0) return onSide.map(({ id }) => id);
  const taken = others.filter(({ side }) => side !== null);
  const texts = new Set((taken.length > 0 ? taken : others).map(({ inputSha256 }) => inputSha256));
  const best = own.find(({ inputSha256 }) => texts.has(inputSha256)) ?? own[0];
  return best === undefined ? [] : [best.id];
}

/** Whether exactly these runs are compared already, either way round. */
function stands({ base, head }: TwinOffer, runs: readonly RunAtHand[]): boolean {
  const sidesOf = (ids: readonly string[]) =>
    new Set(ids.map((id) => runs.find((run) => run.id === id)?.side ?? null));
  const [ofBase, ofHead] = [sidesOf(base), sidesOf(head)];
  const others = runs.some(({ id, side }) => side !== null && !base.includes(id) && !head.includes(id));
  return (
    !others &&
    ((ofBase.size === 1 && ofBase.has('base') && ofHead.size === 1 && ofHead.has('head')) ||
      (ofBase.size === 1 && ofBase.has('head') && ofHead.size === 1 && ofHead.has('base')))
  );
}

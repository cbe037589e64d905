import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { builtinModelId, headlineModelId } from '../../../core/rerank/catalogue.ts';
import { twinModelId, twinOf } from '../../../core/rerank/twins.ts';
import { knownModel } from '../../jobs/known-model.ts';
import { chooseBackends } from '../../jobs/lane-choice.ts';
import { useAppState } from '../../store/app-context.ts';
import { modelFactsKey } from '../../store/model-facts-slice.ts';
import { modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model-cards.module.css';

const headlineTwin = twinOf(headlineModelId);

/** The models that most visitors choose from, by their card. */
const cards = [
  { card: 'toy', id: builtinModelId },
  { card: 'small', id: 'Xenova/ms-marco-MiniLM-L-6-v2' },
  { card: 'headline', id: headlineModelId },
  ...(headlineTwin === undefined ? [] : [{ card: 'twin', id: twinModelId(headlineTwin) } as const]),
] as const;

export const isCardModel = (id: string): boolean => cards.some((one) => one.id === id);

/** Four models to begin with: a toy at once, a small one, the headline, and its shape without a download. */
export function ModelCards() {
  const { t } = useTranslation();
  const name = useId();
  const model = useAppState((state) => state.settings.model);
  const changeSettings = useAppState((state) => state.changeSettings);
  const hasGpu = useAppState(
    ({ machine }) => machine.state === 'known' && machine.probe.adapter?.isSoftware === false,
  );
  return (
    <div role="radiogroup" aria-label={t('modelCards.label')} className={classes.cards}>
      {cards.map(({ card, id }) => (
        <label key={id} className={classes.card} data-testid={`model-card-${card}`}>
          <input
            type="radio"
            name={name}
            className={classes.radio}
            checked={model === id}
            // The number of layers belongs to one twin, so another model starts without it.
            onChange={() => changeSettings({ model: id, layers: null })}
          />
          <span className={classes.title}>
            {card === 'headline' ? modelTitle(id, t) : t(`modelCards.${card}`)}
            {card === 'twin' && hasGpu && <span className={classes.mark}>{t('modelCards.recommended')}</span>}
          </span>
          <span className={classes.about}>
            <CardLine card={card} id={id} />
          </span>
        </label>
      ))}
    </div>
  );
}

type Card = (typeof cards)[number]['card'];

function CardLine({ card, id }: { readonly card: Card; readonly id: string }) {
  const { t } = useTranslation();
  const download = useDownload(id);
  switch (card) {
    case 'toy':
      return t('modelCards.toyAbout');
    case 'small':
      return (
        <>
          <span className={classes.name}>{modelTitle(id, t)}</span>{' '}
          <span className={classes.whole}>{download}</span>
        </>
      );
    case 'headline':
      return download ?? t('modelCards.headlineAbout');
    case 'twin':
      return t('modelCards.twinAbout', { model: modelTitle(headlineModelId, t) });
    default:
      return card satisfies never;
  }
}

/** What would be downloaded for the first lane on this machine, such as "571 MB, q8"; `null` if unknown. */
function useDownload(id: string): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  const device = useAppState((state) => state.settings.device);
  const machine = useAppState((state) => state.machine);
  const facts = useAppState(({ modelFacts, settings }) =>
    modelFacts.get(modelFactsKey({ model: id, host: settings.host })),
  );
  return useMemo(() => {
    const known = knownModel(id, facts);
    const lanes = chooseBackends({ device, dtype: ['auto'] }, known, machine);
    const dtype = (lanes.find(({ unavailable }) => unavailable === null) ?? lanes[0])?.dtype;
    const bytes = known?.weights?.find((one) => one.dtype === dtype)?.bytes ?? null;
    return bytes === null || dtype === undefined || dtype === null
      ? null
      : t('modelCards.download', { size: format.bytes(bytes), dtype });
  }, [id, facts, device, machine, t, format]);
}

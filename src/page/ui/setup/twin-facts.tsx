import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCutTwin, type Twin, twinOfModelId, twins } from '../../../core/rerank/twins.ts';
import type { KnownModel } from '../../jobs/known-model.ts';
import type { BackendChoice } from '../../jobs/lane-choice.ts';
import { smallerDepth } from '../../jobs/model-on-device.ts';
import { useAppState } from '../../store/app-context.ts';
import { laneName, modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model.module.css';
import { SettingField } from './setting-field.tsx';
import { useKnownModel } from './use-known-model.ts';

/** A synthetic twin's model, number of layers, size, and what its figures are worth. */
export function TwinFacts() {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useAppState((state) => state.settings.model);
  const layers = useAppState((state) => state.settings.layers);
  const twin = twinOfModelId(model);
  if (twin === undefined) {
    const known = format.list(twins.map(({ name }) => name));
    return (
      <p className={classes.caution}>{t('twin.unknown', { name: model.replace(/^twin:/, ''), known })}</p>
    );
  }
  return (
    <div className={classes.twin} data-testid="twin-facts">
      <p>{t('twin.standsFor', { model: modelTitle(twin.catalogueId, t) })}</p>
      <Layers twin={twin} />
      <p className={classes.caution}>{t(isCutTwin(model, layers) ? 'twin.caveatCut' : 'twin.caveat')}</p>
    </div>
  );
}

function Layers({ twin }: { readonly twin: Twin }) {
  const { t } = useTranslation();
  const format = useFormat();
  const asked = useAppState((state) => state.settings.layers);
  const { known } = useKnownModel();
  const all = twin.shape.num_hidden_layers;
  const sizes = known?.weights?.flatMap(({ dtype, bytes }) =>
    bytes === null ? [] : [`${dtype} ${format.bytes(bytes)}`],
  );
  const isTooDeep = asked !== null && asked > all;
  return (
    <div className={classes.layers}>
      <SettingField
        name="layers"
        label={t('twin.layers')}
        help={t('twin.layersHelp')}
        placeholder={t('twin.layersAll', { count: all })}
        inputMode="numeric"
      />
      {isTooDeep ? (
        <p className={classes.caution} role="alert">
          {t('twin.tooDeep', { name: twin.name, all, asked })} <UseDepthButton depth={all} all={all} />
        </p>
      ) : (
        <p>{t('twin.built', { sizes: sizes?.join(' · ') ?? '' })}</p>
      )}
    </div>
  );
}

interface TwinDepthOfferProps {
  readonly lane: BackendChoice;
  readonly known: KnownModel | undefined;
}

/**
 * If a twin may not fit a lane at the chosen depth, says how many layers do, with a button that sets them.
 */
export function TwinDepthOffer({ lane, known }: TwinDepthOfferProps) {
  const { t } = useTranslation();
  const machine = useAppState((state) => state.machine);
  const deviceMemoryGiB = useAppState((state) => state.deviceMemoryGiB);
  const depth = smallerDepth(known, lane.device, lane.dtype, machine, deviceMemoryGiB);
  if (depth === null || known?.twin === undefined) return null;
  const name = laneName(lane);
  if (depth === 0) {
    // No depth fits. If size is not the reason, the lane's own line gives it.
    return lane.unavailable?.code === 'model-too-large' ? (
      <p className={classes.caution}>{t('twin.fitsNone', { lane: name })}</p>
    ) : null;
  }
  return (
    <p className={classes.caution}>
      {t('twin.fits', { lane: name, count: depth })}{' '}
      <UseDepthButton depth={depth} all={known.twin.twin.shape.num_hidden_layers} />
    </p>
  );
}

interface UseDepthButtonProps {
  /** The number of layers to set. */
  readonly depth: number;
  /** The number of layers of the twin's model. */
  readonly all: number;
}

function UseDepthButton({ depth, all }: UseDepthButtonProps) {
  const { t } = useTranslation();
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Button
      variant="light"
      size="compact-xs"
      onClick={() => changeSettings({ layers: depth === all ? null : depth })}
    >
      {t('twin.use', { count: depth })}
    </Button>
  );
}

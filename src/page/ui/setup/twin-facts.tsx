import { useTranslation } from 'react-i18next';
import { isCutTwin, twinOfModelId } from '../../../core/rerank/twin-model-id.ts';
import { type Twin, twins } from '../../../core/rerank/twins.ts';
import { useAppState } from '../../store/app-context.ts';
import { modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './model.module.css';
import { SettingField } from './setting-field.tsx';
import { UseDepthButton } from './use-depth-button.tsx';
import { useKnownModel } from './use-known-model.ts';

/** Of a synthetic twin: what it stands for, how deep it is built, how large that is, and what its figures are worth. */
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

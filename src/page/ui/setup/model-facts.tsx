import { useTranslation } from 'react-i18next';
import { findModel, isNonCommercial } from '../../../core/rerank/catalogue.ts';
import { parseModelId } from '../../../core/rerank/model-id.ts';
import { twinOfModelId } from '../../../core/rerank/twin-model-id.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import { FolderFacts } from './folder-facts.tsx';
import { HubFiles } from './hub-files.tsx';
import { LaneOutlook } from './lane-outlook.tsx';
import classes from './model.module.css';
import { TwinFacts } from './twin-facts.tsx';
import { useKnownModel } from './use-known-model.ts';

/** What is known of the chosen model before anything is downloaded. */
export function ModelFacts() {
  const { t } = useTranslation();
  const model = useAppState((state) => state.settings.model);
  const maxLength = useAppState((state) => state.settings.maxLength);
  const { facts } = useKnownModel();
  const entry = findModel(model);
  const config = facts?.state === 'found' ? facts.config : null;
  const limit = config?.contextTokens ?? entry?.contextTokens ?? twinOfModelId(model)?.contextTokens ?? null;
  const source = parseModelId(model)?.source;
  return (
    <div className={classes.facts}>
      <Shape />
      {source === 'built-in' && <p>{t('model.builtin')}</p>}
      {source === 'hub' && <HubFiles />}
      {source === 'local' && <FolderFacts />}
      {source === 'twin' && <TwinFacts />}
      <LaneOutlook />
      {limit !== null && maxLength > limit && (
        <p className={classes.caution}>{t('model.clamped', { limit })}</p>
      )}
    </div>
  );
}

/** Layers, context, parameters, languages and licence in a line; of a model nobody has described, what its files say. */
function Shape() {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useAppState((state) => state.settings.model);
  const { facts } = useKnownModel();
  const entry = findModel(model);
  const config = facts?.state === 'found' ? facts.config : null;
  const layers = config?.layers ?? entry?.layers ?? null;
  const context = config?.contextTokens ?? entry?.contextTokens ?? null;
  const isBuiltin = entry?.source === 'built-in';
  const parts = [
    layers !== null && t('model.layers', { count: layers }),
    context !== null && t('model.context', { count: context }),
    // The built-in model's are too few to tell anybody anything.
    entry !== undefined && !isBuiltin && t('model.parameters', { amount: millions(entry.parameters) }),
    entry !== undefined && t(`modelChoice.languages.${entry.languages}`),
    entry?.licence,
  ].filter((part) => typeof part === 'string');
  if (parts.length === 0) return null;
  const shipped = isBuiltin ? entry.weights[0]?.approximateBytes : undefined;
  return (
    <p>
      {parts.join(' · ')}
      {entry !== undefined && isNonCommercial(entry.licence) && (
        <span className={classes.nonCommercial}>{t('modelChoice.nonCommercial')}</span>
      )}
      {shipped !== undefined && ` · ${t('model.shipped', { size: format.bytes(shipped) })}`}
    </p>
  );
}

const millions = (parameters: number) =>
  `${parameters < 10e6 ? (parameters / 1e6).toFixed(1) : Math.round(parameters / 1e6)} M`;

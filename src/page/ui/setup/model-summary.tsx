import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ModelFactsOfConfig } from '../../../core/model-files/model-config.ts';
import { type ModelFitness, unfitnessMessage } from '../../../core/model-files/model-fitness.ts';
import { relevantLabel } from '../../../core/model-files/relevant-label.ts';
import { findModel, isNonCommercial } from '../../../core/rerank/catalogue.ts';
import type { FailureCode } from '../../../core/rerank/failure.ts';
import { parseModelId } from '../../../core/rerank/model-id.ts';
import { twinOfModelId } from '../../../core/rerank/twins.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { currentModelFacts, type ModelFacts } from '../../store/model-facts-slice.ts';
import { toldFailure } from '../../store/standing-failure.ts';
import { BusyMark } from '../kit/busy-mark.tsx';
import { ErrorDetails } from '../kit/callout.tsx';
import { usePhone } from '../kit/use-phone.ts';
import { useFormat } from '../kit/use-texts.ts';
import { LaneOutlook } from './lane-outlook.tsx';
import classes from './model.module.css';
import { TwinFacts } from './twin-facts.tsx';
import { useKnownModel } from './use-known-model.ts';

/** What is known of the chosen model before anything is downloaded. */
export function ModelSummary() {
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
      {config !== null && <Labels config={config} />}
      <LaneOutlook />
      {limit !== null && maxLength > limit && (
        <p className={classes.caution}>{t('model.clamped', { limit })}</p>
      )}
    </div>
  );
}

/** Which of two labels stands for relevance. A model with one has no choice. */
function Labels({ config: { fitness, labels } }: { readonly config: ModelFactsOfConfig }) {
  const { t } = useTranslation();
  if (fitness.state !== 'reranker' || labels.length !== 2) return null;
  const place = relevantLabel(labels);
  const [relevant = '', other = ''] = [labels[place], labels[1 - place]];
  return <p>{t('model.twoLabels', { relevant, other })}</p>;
}

/**
 * Layers, context, parameters, languages, licence and published quality in one line. If the catalogue lacks
 * the model, only what its files say.
 */
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
  const quality = entry?.quality[0];
  const parts = [
    layers !== null && t('model.layers', { count: layers }),
    context !== null && t('model.context', { count: context }),
    // The built-in model has too few parameters for their number to be of interest.
    entry !== undefined && !isBuiltin && t('model.parameters', { amount: millions(entry.parameters) }),
    entry !== undefined && t(`modelChoice.languages.${entry.languages}`),
    entry?.licence,
    quality !== undefined &&
      t('publishedQuality.fact', {
        ndcg: format.score(quality.ndcgAt10),
        dataset: t(`publishedQuality.dataset.${quality.dataset}`),
      }),
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

/** The weights that the hub has of the chosen model, or the state of asking for them. */
function HubFiles() {
  const { facts } = useKnownModel();
  const isTold = useIsTold(facts?.state === 'refused' ? facts.code : null);
  return (
    <div role="status" data-testid="hub-files" data-state={facts?.state ?? 'unknown'}>
      {facts?.state === 'found' ? (
        <Found facts={facts} />
      ) : facts?.state === 'refused' && !isTold ? (
        <Refused facts={facts} />
      ) : (
        <Expected isLooking={facts?.state === 'looking'} />
      )}
    </div>
  );
}

/** Whether the result beside the set-up says the same already, with a button for what to do next. */
function useIsTold(code: FailureCode | null): boolean {
  const isPhone = usePhone();
  const told = useAppState((state) => toldFailure(state)?.key);
  // A phone shows one of them at a time.
  return !isPhone && code !== null && told === `failure.${code}`;
}

function Found({ facts }: { readonly facts: Extract<ModelFacts, { state: 'found' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useHostName();
  const { weights, config, source } = facts;
  const { fitness } = config;
  if (fitness.state !== 'reranker') return <Unfit fitness={fitness} />;
  if (weights.length === 0) return <p className={classes.caution}>{t('modelChoice.noWeights', { host })}</p>;
  const sizes = weights.map(({ dtype, file, bytes }) =>
    bytes === null
      ? t('modelChoice.sizeUnknown', { dtype: file ?? dtype })
      : `${file ?? dtype} ${format.bytes(bytes)}`,
  );
  return (
    <p>
      {t('modelChoice.hubHas', { host, sizes: sizes.join(' · ') })}
      {source === 'asking' && ` ${t('modelChoice.asked')}`}
    </p>
  );
}

interface UnfitProps {
  readonly fitness: Exclude<ModelFitness, { readonly state: 'reranker' }>;
}

/** Says that the model cannot rank. */
function Unfit({ fitness }: UnfitProps) {
  const { t } = useTranslation();
  const { key, values } = unfitnessMessage(fitness);
  return <p className={classes.caution}>{t(key, values)}</p>;
}

/** The refusals that can come before a download. Any other is shown as an error of the hub. */
const refusals = [
  'model-not-found',
  'model-gated',
  'hub-unreachable',
  'hub-error',
  'file-not-a-model',
  'lfs-pointer',
] as const;

function Refused({ facts: { code, detail } }: { readonly facts: Extract<ModelFacts, { state: 'refused' }> }) {
  const { t } = useTranslation();
  const host = useHostName();
  const { lookAtModelAgain } = useServices();
  const known = refusals.find((one) => one === code) ?? 'hub-error';
  return (
    <>
      <p className={classes.caution}>{t(`modelChoice.refused.${known}`, { host })}</p>
      <div className={classes.again}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRefresh size={14} />}
          onClick={() => lookAtModelAgain()}
        >
          {t('modelChoice.tryAgain')}
        </Button>
        <ErrorDetails detail={detail} />
      </div>
    </>
  );
}

/** The sizes that the catalogue expects, until the hub has answered. */
function Expected({ isLooking }: { readonly isLooking: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useHostName();
  const { known } = useKnownModel();
  const sizes = known?.weights
    ?.flatMap(({ dtype, bytes }) => (bytes === null ? [] : [`${dtype} ${format.bytes(bytes)}`]))
    .join(' · ');
  return (
    <p>
      {sizes === undefined ? t('model.downloadUnknown') : t('model.download', { sizes })}{' '}
      {t('model.source', { host })}
      {isLooking && (
        <span className={classes.looking}>
          <BusyMark /> {t('modelChoice.looking', { host })}
        </span>
      )}
    </p>
  );
}

/** The hub's address without its scheme and trailing slash. */
const useHostName = (): string =>
  useAppState((state) => state.settings.host.replace(/^https?:\/\//, '').replace(/\/$/, ''));

/** The weights in a local folder, or a note that the folder has to be chosen again. */
function FolderFacts() {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useAppState((state) => state.settings.model);
  const facts = useAppState(currentModelFacts);
  const model = parseModelId(id);
  if (model?.source !== 'local') return null;
  if (facts?.state !== 'found') return <p>{t('localFolder.notHere', { name: model.name })}</p>;
  const { weights, config } = facts;
  if (config.fitness.state !== 'reranker') return <Unfit fitness={config.fitness} />;
  const sizes = weights
    .map(({ dtype, file, bytes }) => `${file ?? dtype} ${format.bytes(bytes ?? 0)}`)
    .join(' · ');
  return (
    <p>
      {sizes} · {t('localFolder.facts')}
    </p>
  );
}

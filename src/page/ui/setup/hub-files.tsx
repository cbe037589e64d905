import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../store/app-context.ts';
import type { ModelFacts } from '../../store/model-facts-slice.ts';
import { BusyMark } from '../kit/busy-mark.tsx';
import { ErrorDetails } from '../kit/error-details.tsx';
import { useFormat } from '../kit/use-format.ts';
import classes from './model.module.css';
import { useHostName } from './use-host-name.ts';
import { useKnownModel } from './use-known-model.ts';

/** What the hub has of the chosen model, or how far asking it has come. */
export function HubFiles() {
  const { facts } = useKnownModel();
  return (
    <div role="status" data-testid="hub-files" data-state={facts?.state ?? 'unknown'}>
      {facts?.state === 'found' ? (
        <Found facts={facts} />
      ) : facts?.state === 'refused' ? (
        <Refused facts={facts} />
      ) : (
        <Expected isLooking={facts?.state === 'looking'} />
      )}
    </div>
  );
}

function Found({ facts }: { readonly facts: Extract<ModelFacts, { state: 'found' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const host = useHostName();
  const { weights, config, source } = facts;
  const { fitness } = config;
  if (fitness.state !== 'reranker') {
    const { found } = fitness;
    return (
      <p className={classes.caution}>
        {fitness.state === 'other-head' && fitness.labels !== null
          ? t('modelChoice.fitness.labels', { found, count: fitness.labels })
          : t(`modelChoice.fitness.${fitness.state}`, { found })}
      </p>
    );
  }
  if (weights.length === 0) return <p className={classes.caution}>{t('modelChoice.noWeights', { host })}</p>;
  const sizes = weights.map(({ dtype, bytes }) =>
    bytes === null ? t('modelChoice.sizeUnknown', { dtype }) : `${dtype} ${format.bytes(bytes)}`,
  );
  return (
    <p>
      {t('modelChoice.hubHas', { host, sizes: sizes.join(' · ') })}
      {source === 'asking' && ` ${t('modelChoice.asked')}`}
    </p>
  );
}

/** Why a hub can refuse before anything is downloaded; what else there is belongs to downloads. */
const refusals = [
  'model-not-found',
  'model-gated',
  'hub-unreachable',
  'hub-error',
  'file-not-a-model',
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

/** Until the hub has answered: what the catalogue says. */
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

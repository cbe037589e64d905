import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { ModelCacheState } from '../../store/downloads-slice.ts';
import { Callout } from '../kit/callout.tsx';
import { useFormat } from '../kit/use-format.ts';
import { CachedModelItem } from './cached-model-item.tsx';
import { ConfirmedButton } from './confirmed-button.tsx';
import classes from './model-cache.module.css';

interface DownloadedModelsProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The models that the browser keeps, with their sizes; each can be deleted. */
export function DownloadedModels({ isOpen, onClose }: DownloadedModelsProps) {
  const { t } = useTranslation();
  const cache = useAppState((state) => state.modelCache);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('modelCache.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('modelCache.close') }}
    >
      <div className={classes.dialog} data-testid="model-cache">
        <Content cache={cache} />
      </div>
    </Modal>
  );
}

function Content({ cache }: { readonly cache: ModelCacheState }) {
  const { t } = useTranslation();
  switch (cache.state) {
    case 'unread':
      return <p className={classes.quiet}>{t('modelCache.reading')}</p>;
    case 'failed':
      return <Callout severity="error" message={cache.message} />;
    case 'read':
      return <Kept cache={cache} />;
    default:
      return cache satisfies never;
  }
}

function Kept({ cache }: { readonly cache: Extract<ModelCacheState, { readonly state: 'read' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { deleteAllCachedModels } = useServices();
  const { models, problem, usage } = cache;
  const size = format.bytes(models.reduce((total, { bytes }) => total + bytes, 0));
  return (
    <>
      {problem !== null && <Callout severity="error" message={problem} />}
      {models.length === 0 ? (
        <p className={classes.quiet}>{t('modelCache.empty')}</p>
      ) : (
        <>
          <ul className={classes.list} aria-label={t('modelCache.list')}>
            {models.map((model) => (
              <CachedModelItem key={model.id} model={model} />
            ))}
          </ul>
          <div className={classes.foot}>
            <span className={classes.quiet}>{t('modelCache.total', { size })}</span>
            {models.length > 1 && (
              <ConfirmedButton
                label={t('modelCache.deleteAll')}
                question={t('modelCache.confirmAll', { size })}
                onConfirm={() => void deleteAllCachedModels()}
              />
            )}
          </div>
        </>
      )}
      {usage !== null && (
        <p className={classes.usage}>
          {t('modelCache.usage', {
            used: format.bytes(usage.usedBytes),
            quota: format.bytes(usage.quotaBytes),
          })}{' '}
          {t(usage.isPersistent ? 'modelCache.persistent' : 'modelCache.notPersistent')}
        </p>
      )}
    </>
  );
}

import { Button, Modal } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CachedModel } from '../../../core/model-files/cached-models.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { ModelCacheState } from '../../store/downloads-slice.ts';
import { Callout } from '../kit/callout.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model-cache.module.css';

interface DownloadedModelsProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The models that the browser keeps, with their sizes. Each can be deleted. */
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

/** One model from one hub. */
function CachedModelItem({ model }: { readonly model: CachedModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { deleteCachedModel } = useServices();
  const { id, name, host, files, bytes } = model;
  const size = format.bytes(bytes);
  return (
    <li className={classes.model} data-testid="cached-model">
      <div className={classes.facts}>
        <strong className={classes.name}>{name}</strong>
        <span className={classes.quiet}>
          {size} · {t('modelCache.files', { count: files.length })} · {t('modelCache.from', { host })}
        </span>
      </div>
      <ConfirmedButton
        label={t('modelCache.delete')}
        name={t('modelCache.deleteOf', { name })}
        question={t('modelCache.confirm', { name, size })}
        onConfirm={() => void deleteCachedModel(id)}
      />
    </li>
  );
}

interface ConfirmedButtonProps {
  readonly label: string;
  /** The button's accessible name, if several buttons have the same label. */
  readonly name?: string;
  readonly question: string;
  readonly onConfirm: () => void;
}

/** A button that deletes only after the visitor confirms, because gigabytes take long to download again. */
function ConfirmedButton({ label, name = label, question, onConfirm }: ConfirmedButtonProps) {
  const { t } = useTranslation();
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // The button that had the focus is gone, so the harmless answer takes it.
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <Button
        ref={first}
        variant="subtle"
        color="gray"
        c="inherit"
        size="compact-xs"
        leftSection={<IconTrash size={14} aria-hidden />}
        aria-label={name}
        onClick={() => setIsAsking(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <fieldset className={classes.question} aria-labelledby={id}>
      <span id={id}>{question}</span>
      <span className={classes.answers}>
        <Button ref={keep} variant="default" size="compact-xs" onClick={() => setIsAsking(false)}>
          {t('modelCache.keep')}
        </Button>
        <Button
          color="red.9"
          size="compact-xs"
          onClick={() => {
            setIsAsking(false);
            onConfirm();
          }}
        >
          {t('modelCache.delete')}
        </Button>
      </span>
    </fieldset>
  );
}

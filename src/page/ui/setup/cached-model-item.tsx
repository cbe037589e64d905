import { useTranslation } from 'react-i18next';
import type { CachedModel } from '../../../core/model-files/cached-models.ts';
import { useServices } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import { ConfirmedButton } from './confirmed-button.tsx';
import classes from './model-cache.module.css';

/** One model of one hub. */
export function CachedModelItem({ model }: { readonly model: CachedModel }) {
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

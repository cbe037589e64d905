import { useTranslation } from 'react-i18next';
import { type CatalogueEntry, findModel } from '../../../core/rerank/catalogue.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../shared/use-format.ts';
import classes from './model.module.css';

/** What is known of the chosen model before anything is downloaded. */
export function ModelFacts() {
  const { t } = useTranslation();
  const format = useFormat();
  const model = useAppState((state) => state.settings.model);
  const maxLength = useAppState((state) => state.settings.maxLength);
  const entry = findModel(model);
  if (entry === undefined) {
    return (
      <p className={classes.facts}>
        {t('model.downloadUnknown')} · <Host />
      </p>
    );
  }
  const facts = [
    entry.layers > 0 && t('model.layers', { count: entry.layers }),
    t('model.context', { count: entry.contextTokens }),
    // The built-in model's are too few to tell anybody anything.
    entry.source === 'hub' && t('model.parameters', { amount: millions(entry.parameters) }),
    entry.licence,
  ].filter((fact) => fact !== false);
  return (
    <div className={classes.facts}>
      <p>
        {facts.join(' · ')}
        {entry.source === 'built-in' && ` · ${t('model.shipped', { size: format.bytes(sizeOf(entry)) })}`}
      </p>
      {entry.source === 'built-in' ? <p>{t('model.builtin')}</p> : <Download entry={entry} />}
      {maxLength > entry.contextTokens && (
        <p className={classes.caution}>{t('model.clamped', { limit: entry.contextTokens })}</p>
      )}
    </div>
  );
}

const sizeOf = (entry: CatalogueEntry) => entry.weights[0]?.approximateBytes ?? 0;

const millions = (parameters: number) => `${Math.round(parameters / 1e6)} M`;

function Download({ entry }: { readonly entry: CatalogueEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const chosen = useAppState((state) => state.settings.dtype);
  const isAuto = chosen.includes('auto');
  const sizes = entry.weights
    .filter(({ dtype }) => isAuto || chosen.includes(dtype))
    .map(({ dtype, approximateBytes }) => `${dtype} ${format.bytes(approximateBytes)}`)
    .join(' · ');
  return (
    <p>
      {t('model.download', { sizes })} <Host />
    </p>
  );
}

function Host() {
  const { t } = useTranslation();
  const host = useAppState((state) => state.settings.host);
  return <>{t('model.source', { host: host.replace(/^https?:\/\//, '').replace(/\/$/, '') })}</>;
}

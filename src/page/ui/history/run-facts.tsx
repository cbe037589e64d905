import { Trans, useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { laneName, modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './history.module.css';

/** What was measured, where, and how fast it was. */
export function RunFacts({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, startedAt, model, layers, lanes, label, adapter, browser, os } = entry;
  const lanesShown = [...new Set(lanes.map(laneName))];
  // Its date is what a run without a name goes by.
  const what = [name === '' ? null : format.date(startedAt), modelTitle(model, t, layers), ...lanesShown];
  const where = [label, adapter, browser, os];
  const isSweep = entry.cells > 0 || entry.loadTests === 0;
  const isEmpty = entry.bestPairsPerSecond === null && entry.loadTests === 0;
  const counts = [
    isEmpty ? t('history.nothingMeasured') : null,
    isSweep ? t('history.cells', { measured: entry.cellsMeasured, cells: entry.cells }) : null,
    entry.loadTests > 0 ? t('history.loadTests', { count: entry.loadTests }) : null,
    format.duration(entry.durationMs),
  ];
  const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' · ');
  return (
    <div className={classes.facts}>
      <span>{joined(what)}</span>
      <span>{joined(where)}</span>
      <span className={classes.outcome}>
        {entry.bestPairsPerSecond !== null && (
          <Trans
            t={t}
            i18nKey="history.best"
            values={{ rate: format.rate(entry.bestPairsPerSecond) }}
            components={{ strong: <strong /> }}
          />
        )}
        {entry.bestPairsPerSecond !== null && ' · '}
        {joined(counts)}
      </span>
    </div>
  );
}

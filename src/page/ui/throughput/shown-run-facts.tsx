import { useTranslation } from 'react-i18next';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { modelTitle } from '../kit/names.ts';
import classes from './shown-run.module.css';

/** Where and when a run was measured. */
export function ShownRunFacts({ draft }: { readonly draft: RunDraft }) {
  const { t, i18n } = useTranslation();
  const { environment, settings, label, startedAt, input } = draft;
  const { adapter, browser, os } = environment;
  const gpu =
    adapter === null
      ? t('shownRun.noGpu')
      : adapter.isSoftware
        ? t('shownRun.softwareGpu', { name: adapter.name })
        : adapter.name;
  const source =
    input.sample === undefined ? t('picture.ownText') : t('picture.sample', { name: input.sample });
  const facts: readonly (readonly [string, string])[] = [
    ...(label === undefined ? [] : [[t('shownRun.device'), label] as const]),
    [t('shownRun.browser'), browser],
    [t('shownRun.system'), os],
    [t('shownRun.gpu'), gpu],
    [t('shownRun.model'), modelTitle(settings.model, t, settings.layers)],
    [t('shownRun.input'), t('shownRun.inputPairs', { source, count: input.pairCount })],
    [t('shownRun.date'), formatOf(i18n.language).date(startedAt)],
  ];
  return (
    <dl className={classes.facts} aria-label={t('shownRun.measuredOn')}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

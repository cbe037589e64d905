import { Button, CloseButton } from '@mantine/core';
import { IconDevices, IconHistory, IconLink, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { sampleWords } from '../../../core/texts/sample-words.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import type { ShownRun } from '../../store/shown-run-slice.ts';
import { measuredTitle } from '../kit/names.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import classes from './results.module.css';

/**
 * Heads a result that this page did not just measure: where it comes from, what measured it, and the way
 * back.
 */
export function ShownRunBanner() {
  const shownRun = useAppState((state) => state.shownRun);
  return shownRun === null ? null : <Banner shown={shownRun} />;
}

const icons = { link: IconLink, history: IconHistory, collection: IconDevices } as const;

function Banner({ shown }: { readonly shown: ShownRun }) {
  const { t } = useTranslation();
  const close = useAppState((state) => state.closeShownRun);
  const { source } = shown;
  const Icon = icons[source];
  const isOwnText = shown.draft.input.sample === undefined;
  const sentences = [
    t(`shownRun.${source}Text`),
    ...(source === 'link' ? [t('shownRun.linkLimits')] : []),
    ...(source === 'link' && isOwnText ? [t('shownRun.ownText')] : []),
  ];
  const title = t(`shownRun.${source}Title`);
  return (
    <section className={classes.banner} aria-label={t('shownRun.label')} data-testid="shown-run">
      <div className={classes.bannerHead}>
        <Icon size={18} aria-hidden className={classes.bannerIcon} />
        <div className={classes.bannerText}>
          <strong role="status">
            {shown.name === undefined || shown.name === '' ? title : `${title}: ${shown.name}`}
          </strong>
          <p>{sentences.join(t('joint.sentences'))}</p>
        </div>
        <CloseButton size="sm" c="inherit" aria-label={t('shownRun.close')} onClick={close} />
      </div>
      <ShownRunFacts draft={shown.draft} />
      <div className={classes.bannerActions}>
        <RunHere />
        <Button variant="subtle" color="gray" c="inherit" size="compact-sm" onClick={close}>
          {t('shownRun.close')}
        </Button>
      </div>
    </section>
  );
}

function RunHere() {
  const { t } = useTranslation();
  const { runShownSettings } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return (
    <Tooltip label={isRunning ? t('shownRun.runHereBusy') : undefined}>
      <Button
        size="compact-sm"
        leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
        // Not `disabled`, because a button that explains why it waits must still take the focus.
        {...(isRunning && { 'data-disabled': true })}
        aria-disabled={isRunning}
        onClick={() => {
          if (!isRunning) void runShownSettings();
        }}
      >
        {t('shownRun.runHere')}
      </Button>
    </Tooltip>
  );
}

/** Where and when a run was measured. */
function ShownRunFacts({ draft }: { readonly draft: RunDraft }) {
  const { t, i18n } = useTranslation();
  const { environment, label, startedAt, input } = draft;
  const { adapter, browser, os } = environment;
  const gpu =
    adapter === null
      ? t('shownRun.noGpu')
      : adapter.isSoftware
        ? t('shownRun.softwareGpu', { name: adapter.name })
        : adapter.name;
  const source =
    input.sample === undefined
      ? t('picture.ownText')
      : t('picture.sample', { name: sampleWords(input.sample, i18n) });
  const facts: readonly (readonly [string, string])[] = [
    ...(label === undefined ? [] : [[t('shownRun.device'), label] as const]),
    [t('shownRun.browser'), browserWords(browser)],
    [t('shownRun.system'), os],
    [t('shownRun.gpu'), gpu],
    [t('shownRun.model'), measuredTitle(draft, t)],
    [t('shownRun.input'), t('shownRun.inputPairs', { source, count: input.pairCount })],
    [t('shownRun.date'), formatOf(i18n.language).date(startedAt)],
  ];
  return (
    <dl className={classes.bannerFacts} aria-label={t('shownRun.measuredOn')}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

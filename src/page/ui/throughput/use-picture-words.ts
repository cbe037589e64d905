import { useTranslation } from 'react-i18next';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { isSuspect } from '../../../core/document/run-record.ts';
import { formatOf } from '../../../core/texts/format.ts';
import type { PictureWords } from '../charts/chart-picture.ts';
import { laneName, modelTitle } from '../kit/names.ts';

/** What a picture of the run's chart has to say, away from the page. */
export function usePictureWords(): (draft: RunDraft) => PictureWords {
  const { t, i18n } = useTranslation();
  return ({ settings, environment, lanes, label, startedAt, input, app }) => {
    const { adapter, browser, os } = environment;
    const onGpu = lanes.some(({ device, deviceUsed }) => (deviceUsed ?? device) === 'webgpu');
    const threads = lanes.find(({ device, threads }) => device === 'wasm' && threads !== null)?.threads;
    const suspect = lanes.filter(isSuspect).map((lane) => laneName(lane));
    const gpu =
      onGpu && adapter !== null
        ? adapter.isSoftware
          ? t('shownRun.softwareGpu', { name: adapter.name })
          : adapter.name
        : null;
    return {
      title: [modelTitle(settings.model, t, settings.layers), label]
        .filter((part) => part !== undefined)
        .join(' · '),
      facts: [
        gpu,
        threads
          ? t('picture.lane', { lane: 'WASM', threads: t('summary.threads', { count: threads }) })
          : null,
        browser,
        os,
        formatOf(i18n.language).date(startedAt),
        t('picture.maxLength', { tokens: settings.maxLength }),
        input.sample === undefined ? t('picture.ownText') : t('picture.sample', { name: input.sample }),
      ].filter((fact) => fact !== null),
      footer: [
        app.version === '' ? t('picture.appPlain') : t('picture.app', { version: app.version }),
        ...(suspect.length > 0 ? [t('picture.suspect', { lanes: suspect.join(', ') })] : []),
      ].join(' · '),
    };
  };
}

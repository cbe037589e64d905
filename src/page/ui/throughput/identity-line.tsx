import type { i18n, TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import type { DraftLane, RunDraft } from '../../../core/document/run-draft.ts';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { Glossed } from '../kit/glossed.tsx';
import { measuredTitle, threadsText } from '../kit/names.ts';
import classes from './answer.module.css';

/** "MiniLM-L-6 · q8 · CPU, 2 threads · Chrome 156 · Nov 28, 2026": model, precision, device, browser, date. */
export function IdentityLine({ draft }: { readonly draft: RunDraft }) {
  const { i18n } = useTranslation();
  const { model, facts } = identityOf(draft, i18n);
  return (
    <p className={classes.identity} data-testid="identity">
      <Glossed text={[model, ...facts].join(' · ')} />
    </p>
  );
}

/** Whose a run's figures are, in words. */
export function identityOf(
  { settings, suite, lanes, environment, startedAt, label }: RunDraft,
  { t, language }: i18n,
): { readonly model: string; readonly facts: readonly string[] } {
  const precisions = unique(lanes.map(({ dtype, model }) => model.file ?? dtype));
  const facts: readonly (string | undefined)[] = [
    precisions.join(', '),
    ...unique(lanes.map((lane) => deviceName(lane, environment.adapter, t))),
    label,
    browserWords(environment.browser),
    formatOf(language).date(startedAt),
  ];
  return {
    model: measuredTitle({ settings, ...(suite !== undefined && { suite }) }, t),
    facts: facts.filter((fact): fact is string => fact !== undefined && fact !== ''),
  };
}

const unique = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** A lane's GPU by name, or the CPU with its threads; `null` for a lane that ran nowhere. */
function deviceName(
  { device, deviceUsed, threads, workers }: DraftLane,
  adapter: RunDraft['environment']['adapter'],
  t: TFunction,
): string | null {
  if (deviceUsed === null) return null;
  const kind = deviceKinds[deviceUsed ?? device];
  if (!kind.hasAdapter) {
    return threads === null
      ? t('answer.cpu')
      : t('answer.cpuThreads', { threads: threadsText(threads, workers, t) });
  }
  if (adapter === null || adapter.name === '') return kind.name;
  return adapter.isSoftware ? t('answer.softwareGpu', { name: adapter.name }) : adapter.name;
}

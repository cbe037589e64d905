import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import type { SuiteName } from '../../../core/settings/suite-names.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { modelTitle, suiteTitle } from '../kit/names.ts';

/** What a run's title is made of. */
export interface TitledRun {
  /** The visitor's name for it; empty if it has none. */
  readonly name: string;
  readonly startedAt: string;
  /** The id of the model. */
  readonly model: string;
  /** The layers asked for of a synthetic twin; `null` for as many as its model has. */
  readonly layers: number | null;
  /** The standard suite that it was of, if any. */
  readonly suite?: SuiteName | null;
  readonly lanes: readonly { readonly device: Device }[];
  /** The GPU's name; `null` if WebGPU found none. */
  readonly adapter: string | null;
}

/** A run's title: the visitor's name for it, else its model and what computed: "MiniLM-L-6 · Apple M2". */
export function runTitle(
  { name, model, layers, suite = null, lanes, adapter }: TitledRun,
  t: TFunction,
): string {
  if (name !== '') return name;
  const where = lanes.map(({ device }) => {
    const kind = deviceKinds[device];
    return kind.hasAdapter ? (adapter ?? kind.name) : t('answer.cpu');
  });
  const what = suite === null ? modelTitle(model, t, layers) : suiteTitle(suite, t);
  return [what, ...new Set(where)].join(' · ');
}

/** A name that tells runs with the same title apart: with the time at which each began. */
export function useRunName(): (run: TitledRun) => string {
  const { t, i18n } = useTranslation();
  return (run) =>
    run.name === ''
      ? [runTitle(run, t), formatOf(i18n.language).date(run.startedAt)].join(t('joint.parts'))
      : run.name;
}

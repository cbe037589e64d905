import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import type { SuiteName } from '../../../core/settings/suite-names.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { useAppState } from '../../store/app-context.ts';
import { contentOf } from '../../store/compare-slice.ts';
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

/** How a run of the history or of the comparison is told from all the others. */
interface RunWords {
  /** When it began: to the minute, and to the second where another run began in the same minute. */
  readonly moment: (startedAt: string) => string;
  /** The visitor's name for it, else its title with its moment. */
  readonly name: (run: TitledRun) => string;
}

/** Words for every run that the history or the comparison holds. */
export function useRunWords(): RunWords {
  const { t, i18n } = useTranslation();
  const entries = useAppState((state) => state.history.entries);
  const deleted = useAppState((state) => state.history.deleted);
  const brought = useAppState((state) => state.broughtRuns);
  return useMemo(() => {
    const { date, dateToSecond } = formatOf(i18n.language);
    const moments = new Set([
      ...[...entries, ...deleted].map(({ startedAt }) => startedAt),
      ...brought.map(({ content }) => contentOf(content).startedAt),
    ]);
    const runsOfMinute = new Map<string, number>();
    for (const one of moments) runsOfMinute.set(minuteOf(one), (runsOfMinute.get(minuteOf(one)) ?? 0) + 1);
    const moment = (startedAt: string) =>
      ((runsOfMinute.get(minuteOf(startedAt)) ?? 0) > 1 ? dateToSecond : date)(startedAt);
    const name = (run: TitledRun) =>
      run.name === '' ? [runTitle(run, t), moment(run.startedAt)].join(t('joint.parts')) : run.name;
    return { moment, name };
  }, [entries, deleted, brought, t, i18n.language]);
}

/** "2026-11-29T10:05" of a moment in ISO 8601. */
const minuteOf = (moment: string) => moment.slice(0, 16);

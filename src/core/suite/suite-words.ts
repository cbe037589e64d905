import type { i18n } from 'i18next';
import type { ReportPart } from '../document/report.ts';
import type { Departure } from '../document/suite-record.ts';
import { englishTexts } from '../texts/english-texts.ts';
import { type Numbers, plainNumbers } from '../texts/format.ts';
import type { SuiteRun } from './departures.ts';
import { type GeometricMean, type SuiteResult, suiteResult, type TaskHeadline } from './suite-result.ts';

/** A suite's task in words: "bge-reranker-v2-m3’s shape", since a twin has no more of the real model. */
export const shapeWords = (task: string, { t }: Pick<i18n, 't'>): string => t('suite.shape', { model: task });

/** "118 pairs/s ± 3%" */
export function rateWords(
  { pairsPerSecond, halfWidth }: Pick<GeometricMean, 'pairsPerSecond' | 'halfWidth'>,
  { t }: Pick<i18n, 't'>,
  numbers: Numbers,
): string {
  const rate = numbers.rate(pairsPerSecond);
  return halfWidth === null
    ? t('suite.figure', { rate })
    : t('suite.figureWithin', { rate, percent: numbers.percent(halfWidth) });
}

/** "bge-reranker-v2-m3’s shape, fp16, batch 16: 118 pairs/s ± 3%" */
export function headlineWords(
  task: string,
  headline: TaskHeadline | null,
  texts: i18n,
  numbers: Numbers,
): string {
  const { t } = texts;
  const shape = shapeWords(task, texts);
  if (headline === null) return t('suite.notMeasured', { shape });
  return t('suite.headline', {
    shape,
    dtype: headline.dtype ?? '',
    batch: t('suite.batch', { batch: headline.batchSize }),
    figure: rateWords(headline, texts, numbers),
  });
}

/** One departure in words. Values of settings are as a link has them. */
export function departureWords(departure: Departure, texts: Pick<i18n, 't'>): string {
  const { t } = texts;
  const shape = 'task' in departure ? shapeWords(departure.task, texts) : '';
  const orUnset = (value: string) => (value === '' ? t('suite.unset') : value);
  switch (departure.kind) {
    case 'setting':
    case 'lane': {
      const { kind, name, standard, used } = departure;
      const values = { shape, name, standard: orUnset(standard), used: orUnset(used) };
      return t(`suite.departure.${kind}`, values);
    }
    case 'own-documents':
      return t('suite.departure.own-documents');
    case 'layers':
    case 'rounds':
      return t(`suite.departure.${departure.kind}`, {
        shape,
        standard: departure.standard,
        used: departure.used,
      });
    case 'not-run':
      return t('suite.departure.not-run', { shape });
    case 'cell':
      return t('suite.departure.cell', { shape, batch: departure.batchSize });
    default:
      return departure satisfies never;
  }
}

/** Whether the run compares with others', and if not, why. */
export function standardWords(
  { id, departures }: Pick<SuiteResult, 'id' | 'departures'>,
  texts: Pick<i18n, 't'>,
): string {
  const { t } = texts;
  if (departures.length === 0) return t('suite.comparable', { id });
  return t('suite.departed', { list: departures.map((one) => departureWords(one, texts)).join('; ') });
}

/** What a suite's run answers, in words, for Markdown and the terminal; nothing for another run. */
export function suiteParts(run: SuiteRun, texts: i18n = englishTexts()): ReportPart[] {
  const result = suiteResult(run);
  if (result === null) return [];
  const { t } = texts;
  const { name, tasks, geometricMean } = result;
  return [
    {
      title: t('suite.title', { name }),
      lines: [
        ...tasks.map(({ task, headline }) => headlineWords(task, headline, texts, plainNumbers)),
        geometricMean === null
          ? t('suite.noMean')
          : t('suite.mean', { figure: rateWords(geometricMean, texts, plainNumbers) }),
        standardWords(result, texts),
      ],
      table: null,
    },
  ];
}

import type { i18n } from 'i18next';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { builtinModelId } from '../../../core/rerank/catalogue.ts';
import { isTwinId } from '../../../core/rerank/twins.ts';
import { isLoopback } from '../../../core/settings/settings.ts';
import { suiteResult } from '../../../core/suite/suite-result.ts';
import { headlineWords, rateWords } from '../../../core/suite/suite-words.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { type CardLine, type CardTheme, type CardWords, drawCard } from '../charts/card-drawing.ts';
import { cellLines } from '../charts/cell-figures.ts';
import { pictureToPng } from '../charts/chart-picture.ts';
import { laneNames, suiteTitle } from '../kit/names.ts';
import { type Answer, shownAnswer } from './answer.ts';
import { batchWords, certaintyWords, timesOneWords } from './answer-words.ts';
import { identityOf } from './identity-line.tsx';

/** A run, and how its card should look. */
export interface WantedCard {
  readonly draft: RunDraft;
  /** Whether the run is of a link, which has no samples. */
  readonly isLink: boolean;
  readonly texts: i18n;
  readonly theme: CardTheme;
}

/**
 * The run's share card as a PNG of 1200 × 630 px; `null` for a run that recommends no batch size.
 *
 * @throws Error if the browser cannot draw it
 */
export async function shareCard(
  page: Document,
  { draft, isLink, texts, theme }: WantedCard,
): Promise<Blob | null> {
  const answer = shownAnswer(draft, isLink);
  if (answer === null) return null;
  const words = cardWords(draft, answer, texts, page.location.href);
  return pictureToPng(drawCard(page, words, cardLines(draft, answer, texts), theme), page, 1);
}

/**
 * What a run's share card says.
 *
 * @param address the page's address, which stands on the card if others can open it
 */
export function cardWords(draft: RunDraft, answer: Answer, texts: i18n, address: string): CardWords {
  const { t } = texts;
  const format = formatOf(texts.language);
  const { model } = draft.settings;
  const suite = suiteWords(draft, texts);
  if (suite !== null) {
    return {
      ...suite,
      facts: identityOf(draft, texts).facts,
      address: publicAddress(address),
      xTitle: t('card.batch'),
      yTitle: t('card.rate', { count: answer.pairCount }),
    };
  }
  return {
    headline: batchWords(answer, t),
    figures: [
      t('answer.rate', { rate: format.rate(answer.pairsPerSecond) }),
      timesOneWords(answer, t, format),
      certaintyWords(answer, t),
    ].filter((part) => part !== null),
    warning: model === builtinModelId ? t('answer.toy') : isTwinId(model) ? t('card.twin') : null,
    ...identityOf(draft, texts),
    address: publicAddress(address),
    xTitle: t('card.batch'),
    yTitle: t('card.rate', { count: answer.pairCount }),
  };
}

/** A suite's geometric mean and its last headline, which is that of its largest shape; `null` for another run. */
function suiteWords(
  draft: RunDraft,
  texts: i18n,
): Pick<CardWords, 'headline' | 'figures' | 'warning' | 'model'> | null {
  const { t } = texts;
  const result = suiteResult(draft);
  if (result === null) return null;
  const { name, geometricMean, departures, tasks } = result;
  const format = formatOf(texts.language);
  const last = tasks.findLast(({ headline }) => headline !== null);
  return {
    headline: suiteTitle(name, t),
    figures: [
      geometricMean === null
        ? t('suite.noMean')
        : t('suite.mean', { figure: rateWords(geometricMean, texts, format) }),
    ],
    warning: t(departures.length > 0 ? 'card.departed' : 'card.twin'),
    model: last === undefined ? '' : headlineWords(last.task, last.headline, texts, format),
  };
}

/** Each lane's measured cells of the answer's pair count, in the lanes' order. A suite's lanes are its shapes. */
export function cardLines(
  { lanes }: Pick<RunDraft, 'lanes'>,
  answer: Answer,
  { t }: i18n,
): readonly CardLine[] {
  const nameOf = laneNames(lanes, t);
  const names = new Map(lanes.map((lane) => [lane.id, lane.task ?? nameOf(lane)]));
  return cellLines(lanes, (cell) =>
    cell.state === 'measured' && cell.batchSize !== null && cell.pairsPerSecond > 0
      ? { batchSize: cell.batchSize, pairsPerSecond: cell.pairsPerSecond }
      : null,
  )
    .filter(({ pairCount, points }) => pairCount === answer.pairCount && points.length > 0)
    .map(({ laneId, points }) => ({
      name: names.get(laneId) ?? laneId,
      points,
      marked: laneId === answer.laneId ? answer.batchSize : null,
    }));
}

/** Host and path of an address without its query; `null` on this machine, where nobody else can open it. */
function publicAddress(address: string): string | null {
  const { hostname, host, pathname, protocol } = new URL(address);
  const isHere = isLoopback(hostname) || protocol === 'file:';
  return isHere ? null : `${host}${pathname.replace(/\/(index\.html)?$/, '')}`;
}

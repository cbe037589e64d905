import { Trans, useTranslation } from 'react-i18next';
import { equivalentShare } from '../../../core/bench/equivalence.ts';
import type { RecommendationOf, RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { useFormat } from '../kit/use-texts.ts';
import { certaintyOf } from './answer.ts';
import classes from './recommendation.module.css';
import { usePairsText } from './shown-lanes.ts';

interface HeadlineListProps {
  readonly lanes: readonly {
    readonly id: string;
    /** Backend, device and browser. */
    readonly where: string;
    readonly headlines: readonly Headline[];
  }[];
}

/** The recommendation in one sentence for each lane, or in several if its pair counts differ. */
export function HeadlineList({ lanes }: HeadlineListProps) {
  return (
    <ul className={classes.headlines} data-testid="headlines">
      {lanes.map(({ id, where, headlines }) => (
        <li key={id} className={classes.headlineLane} data-lane={id}>
          {headlines.map((headline) => (
            <p
              key={headline.pairCounts.join()}
              className={classes.headline}
              data-sure={headline.kind !== 'unsure'}
            >
              <Sentence headline={headline} />
            </p>
          ))}
          <p className={classes.where}>{where}</p>
        </li>
      ))}
    </ul>
  );
}

function Sentence({ headline }: { readonly headline: Headline }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pairsText = usePairsText();
  const pairs = pairsText(headline.pairCounts);
  const batch = headline.batchSize;
  // Only numbers go into these texts, because text from a record could be read as a tag.
  const components = { strong: <strong /> };
  switch (headline.kind) {
    case 'fastest':
      return (
        <Trans t={t} i18nKey="recommendation.fastest" values={{ batch, pairs }} components={components} />
      );
    case 'smallest': {
      const fastest = format.list(headline.fastest.map(format.count));
      const margin = format.percent(1 - equivalentShare);
      return (
        <Trans
          t={t}
          i18nKey="recommendation.smallest"
          values={{ batch, fastest, margin, pairs }}
          components={components}
        />
      );
    }
    case 'only':
      return <Trans t={t} i18nKey="recommendation.only" values={{ batch, pairs }} components={components} />;
    case 'unsure':
      return (
        <Trans
          t={t}
          i18nKey={headline.upTo === batch ? 'recommendation.tooFew' : 'recommendation.unsure'}
          values={{ batch, upTo: headline.upTo, pairs }}
          components={components}
        />
      );
    default:
      return headline satisfies never;
  }
}

/** What one sentence says about a lane. Pair counts with the same answer share it. */
type Headline = {
  readonly laneId: string;
  /** Ascending. */
  readonly pairCounts: readonly number[];
  /** The batch size to set or, while that is not sure, the smallest one it may be. */
  readonly batchSize: number;
} & (
  | { readonly kind: 'fastest' }
  /** `fastest`: the batch sizes of highest throughput, ascending, none of which is faster beyond doubt. */
  | { readonly kind: 'smallest'; readonly fastest: readonly number[] }
  /** A single batch size was measured, so nothing was compared. */
  | { readonly kind: 'only' }
  /** `upTo`: the largest batch size it may be; equal to `batchSize` while there are too few rounds to say. */
  | { readonly kind: 'unsure'; readonly upTo: number }
);

/** A run's sentences, in the order of its recommendations: lanes as measured, pair counts ascending. */
export function headlines(recommendations: readonly RecommendationRecord[]): Headline[] {
  const groups = new Map<string, Headline>();
  for (const one of recommendations) {
    if (one.kind !== 'pair-count') continue;
    const headline = headlineOf(one);
    const { kind, laneId, batchSize } = headline;
    const key = [laneId, kind, batchSize, kind === 'unsure' ? headline.upTo : ''].join('/');
    const held = groups.get(key);
    groups.set(key, held === undefined ? headline : joined(held, headline));
  }
  return [...groups.values()];
}

function headlineOf(one: RecommendationOf<'pair-count'>): Headline {
  const { laneId, pairCount, batchSize, fastest } = one;
  const common = { laneId, pairCounts: [pairCount], batchSize };
  const certainty = certaintyOf(one);
  if (certainty.kind === 'only') return { ...common, kind: 'only' };
  if (certainty.kind === 'too-few') return { ...common, kind: 'unsure', upTo: batchSize };
  if (certainty.kind === 'unsure') return { ...common, kind: 'unsure', upTo: certainty.upTo };
  return batchSize === fastest
    ? { ...common, kind: 'fastest' }
    : { ...common, kind: 'smallest', fastest: [fastest] };
}

function joined(held: Headline, more: Headline): Headline {
  const pairCounts = ascending([...held.pairCounts, ...more.pairCounts]);
  return held.kind === 'smallest' && more.kind === 'smallest'
    ? { ...held, pairCounts, fastest: ascending([...held.fastest, ...more.fastest]) }
    : { ...held, pairCounts };
}

const ascending = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

import { Trans, useTranslation } from 'react-i18next';
import { equivalentShare } from '../../../core/bench/equivalence.ts';
import { useFormat } from '../kit/use-format.ts';
import type { Headline } from './headlines.ts';
import classes from './recommendation.module.css';
import { usePairsText } from './use-pairs-text.ts';

interface HeadlineListProps {
  readonly lanes: readonly {
    readonly id: string;
    /** Backend, device and browser. */
    readonly place: string;
    readonly headlines: readonly Headline[];
  }[];
}

/** The recommendation in a sentence for each lane, or a few where pair counts differ in what they want. */
export function HeadlineList({ lanes }: HeadlineListProps) {
  return (
    <ul className={classes.headlines} data-testid="headlines">
      {lanes.map(({ id, place, headlines }) => (
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
          <p className={classes.place}>{place}</p>
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
  // Only numbers go into these texts: what comes from a record could be taken for a tag.
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

import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { codeText } from '../../../core/texts/message.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './load-test.module.css';
import { batchingGain, type LoadTestSeries, loadTestHeadline } from './load-test-series.ts';
import { quantileName } from './load-test-words.ts';

const components = { strong: <strong /> };

/** The load test's outcome in a sentence, once its first policy has ended. */
export function SeriesHeadline({ series }: { readonly series: LoadTestSeries }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const headline = useMemo(() => loadTestHeadline(series), [series]);
  if (headline === null) return null;
  const policy = t(`load.policy.${headline.policy}`);
  // Only the page's own words and numbers go into texts with tags, because text from a record could be read
  // as one.
  const sentence = () => {
    switch (headline.kind) {
      case 'answered':
      case 'stopped': {
        const values = {
          policy,
          rate: format.rate(headline.answeredPerSecond),
          tail: headline.tail.name,
          latency: format.duration(headline.tail.ms),
        };
        return (
          <Trans t={t} i18nKey={`load.headline.${headline.kind}`} values={values} components={components} />
        );
      }
      case 'overloaded': {
        const values = {
          policy,
          offered: format.rate(headline.offeredPerSecond),
          rate: format.rate(headline.answeredPerSecond),
        };
        return <Trans t={t} i18nKey="load.headline.overloaded" values={values} components={components} />;
      }
      case 'nothing':
        return t('load.headline.nothing', { policy });
      case 'failed': {
        const { code, message } = headline.error;
        return t('load.headline.failed', { policy, reason: codeText(i18n, 'reason', code, message) });
      }
      default:
        return headline satisfies never;
    }
  };
  const lost = headline.kind === 'answered' && headline.unanswered > 0 ? headline : null;
  return (
    <p className={classes.headline} data-kind={headline.kind} data-testid="load-headline">
      {sentence()}
      {lost !== null && (
        <>
          {t('joint.sentences')}
          {t('load.headline.unanswered', { unanswered: lost.unanswered, arrivals: lost.arrivals })}
        </>
      )}
    </p>
  );
}

/** The planner cannot tell smaller gains apart. */
const worthSaying = 1.02;

/** What the planner found, in a sentence, marked as simulated. */
export function PlanHeadline({ capacity }: { readonly capacity: CapacityPlanRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { best, objective, unbatchedRatePerSecond } = capacity;
  const held = { tail: quantileName(objective.quantile), latency: format.duration(objective.latencyMs) };
  const gain = batchingGain(capacity);
  const rate = format.rate(unbatchedRatePerSecond);
  return (
    <p className={classes.headline} data-testid="plan-headline">
      {best === null ? (
        t('load.plan.none', held)
      ) : (
        <Trans
          t={t}
          i18nKey="load.plan.best"
          values={{
            ...held,
            rate: format.rate(best.ratePerSecond),
            batch: best.maxBatch,
            wait: format.rate(best.maxWaitMs),
          }}
          components={components}
        />
      )}{' '}
      <span className={classes.simulated}>{t('load.plan.simulated')}</span>
      {best !== null && (
        <span className={classes.aside}>
          {gain === null
            ? t('load.plan.unbatched', { rate })
            : gain < worthSaying
              ? t('load.plan.noGain', { rate })
              : t('load.plan.gain', { rate, gain: format.rate(gain) })}
        </span>
      )}
    </p>
  );
}

import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { codeText } from '../../../core/texts/message.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';

/** What happened on the way, folded away: faults, replaced workers, a hidden tab. */
export function LaneEvents({ events }: Pick<DraftLane, 'events'>) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  if (events.length === 0) return null;
  return (
    <Disclosure title={t('laneEvents.show', { count: events.length })}>
      <dl className={classes.events}>
        {events.map(({ atMs, kind, message }, place) => {
          const title = codeText(i18n, 'laneEvents.kind', kind, message);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added at the end
            <Fragment key={place}>
              <dt>{t('laneEvents.at', { duration: format.duration(atMs) })}</dt>
              <dd>
                {title}
                {title !== message && <span className={classes.doubtDetail}> · {message}</span>}
              </dd>
            </Fragment>
          );
        })}
      </dl>
    </Disclosure>
  );
}

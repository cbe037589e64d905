import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankedRow } from '../../store/ranking-slice.ts';
import { useFormat } from '../kit/use-format.ts';
import { PlaceChange } from './place-change.tsx';
import classes from './ranking.module.css';

/** Three lines are in sight; a document of a megabyte need not be laid out for them. */
const shownCharacters = 600;

interface RankingItemProps {
  readonly row: RankedRow;
  readonly index: number;
  readonly total: number;
  /** Distance from the top of the list, px. */
  readonly top: number;
  readonly measure: (element: Element | null) => void;
}

export const RankingItem = memo(function RankingItem({ row, index, total, top, measure }: RankingItemProps) {
  const { t } = useTranslation();
  const { text, score, probability, oldPlace, newPlace } = row;
  return (
    <li
      ref={measure}
      className={classes.item}
      style={{ transform: `translateY(${top}px)` }}
      data-index={index}
      data-testid="ranking-row"
      data-old-place={oldPlace}
      data-new-place={newPlace}
      data-score={score}
      aria-setsize={total}
      aria-posinset={newPlace}
    >
      <span className={classes.place} title={t('ranking.place', { place: newPlace })}>
        {newPlace}
      </span>
      <PlaceChange oldPlace={oldPlace} newPlace={newPlace} />
      <p className={classes.text}>{text.slice(0, shownCharacters)}</p>
      <Score score={score} probability={probability} />
    </li>
  );
});

function Score({ score, probability }: { readonly score: number; readonly probability: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.score}>
      <span className={classes.percent}>
        <VisuallyHidden>{t('ranking.probability')} </VisuallyHidden>
        {format.percent(probability)}
      </span>
      <span className={classes.bar} aria-hidden>
        <span className={classes.fill} style={{ width: `${100 * probability}%` }} />
      </span>
      <span className={classes.logit} title={t('ranking.scoreHelp')}>
        {t('ranking.score')} {format.score(score)}
      </span>
    </div>
  );
}

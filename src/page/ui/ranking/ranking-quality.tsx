import { useTranslation } from 'react-i18next';
import { rankingQuality } from '../../../core/document/lane-quality.ts';
import { rankingQualityWords } from '../../../core/document/quality-report.ts';
import type { RankedRow } from '../../store/ranking-slice.ts';
import classes from './ranking.module.css';

/** How good the ranking is by the relevance that its documents carry. */
export function RankingQuality({ rows }: { readonly rows: readonly RankedRow[] }) {
  const { i18n } = useTranslation();
  const quality = rankingQuality(rows);
  if (quality === null) return null;
  return (
    <p className={classes.facts} data-testid="ranking-quality">
      {rankingQualityWords(quality, i18n)}
    </p>
  );
}

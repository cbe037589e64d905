import {
  IconAlertCircle,
  IconCheck,
  IconClock,
  IconDatabaseOff,
  IconFlame,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconRosetteDiscountCheckFilled,
  IconStarFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { codeText } from '../../../core/texts/message.ts';
import classes from './cells-table.module.css';

const icons = {
  pending: IconClock,
  'warmed-up': IconFlame,
  measured: IconCheck,
  skipped: IconPlayerSkipForward,
  'out-of-memory': IconDatabaseOff,
  failed: IconAlertCircle,
  cancelled: IconPlayerStop,
} as const;

interface CellStateProps {
  readonly cell: DraftCell;
  readonly isBest: boolean;
  readonly isRecommended: boolean;
}

/** What became of a cell, in words beside a sign, and why. */
export function CellState({ cell, isBest, isRecommended }: CellStateProps) {
  const { t, i18n } = useTranslation();
  const reason = 'reason' in cell ? cell.reason : undefined;
  const Icon = isRecommended ? IconRosetteDiscountCheckFilled : isBest ? IconStarFilled : icons[cell.state];
  const marks = [
    ...(isRecommended ? [t('wideTable.recommended')] : []),
    ...(isBest ? [t('table.best')] : []),
  ];
  return (
    <span
      className={classes.stateText}
      data-state={cell.state}
      data-best={isBest || isRecommended || undefined}
    >
      <Icon size={14} aria-hidden />
      <span>
        <span className={classes.stateWord}>
          {marks.length > 0 ? marks.join(' · ') : t(`cellState.${cell.state}`)}
        </span>
        {reason !== undefined && `: ${codeText(i18n, 'reason', reason)}`}
      </span>
    </span>
  );
}

import {
  IconAlertCircle,
  IconCheck,
  IconClock,
  IconDatabaseOff,
  IconFlame,
  IconPlayerSkipForward,
  IconPlayerStop,
  IconStarFilled,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftCell } from '../../../core/record/run-draft.ts';
import { codeText } from '../../i18n/code-text.ts';
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

/** What became of a cell, in words beside a sign, and why. */
export function CellState({ cell, isBest }: { readonly cell: DraftCell; readonly isBest: boolean }) {
  const { t, i18n } = useTranslation();
  const reason = 'reason' in cell ? cell.reason : undefined;
  const Icon = isBest ? IconStarFilled : icons[cell.state];
  return (
    <span className={classes.stateText} data-state={cell.state} data-best={isBest || undefined}>
      <Icon size={14} aria-hidden />
      <span>
        {isBest ? t('table.best') : t(`cellState.${cell.state}`)}
        {reason !== undefined && `: ${codeText(i18n, 'reason', reason)}`}
      </span>
    </span>
  );
}

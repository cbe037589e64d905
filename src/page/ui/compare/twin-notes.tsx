import { IconTestPipe2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../core/document/comparison.ts';
import type { TwinComparison } from '../../../core/document/twin-comparison.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './compare.module.css';
import { twinNotes } from './twin-words.ts';

interface TwinNotesProps {
  readonly twin: TwinComparison;
  readonly comparison: Comparison;
}

/** That a twin is held against its real model, and what the comparison cannot say for that. */
export function TwinNotes({ twin, comparison }: TwinNotesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.twin} role="note" data-testid="twin-comparison">
      <IconTestPipe2 size={18} aria-hidden />
      <div>
        {twinNotes(twin, comparison, t, format.percent).map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  );
}

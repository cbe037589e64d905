import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './load.module.css';

interface TakeBestProps {
  readonly best: NonNullable<CapacityPlanRecord['best']>;
}

/** Takes the planner's best setting over into the form, says what that changed, and brings back what was. */
export function TakeBest({ best }: TakeBestProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const maxBatch = useAppState((state) => state.settings.maxBatch);
  const maxWait = useAppState((state) => state.settings.maxWait);
  const changeSettings = useAppState((state) => state.changeSettings);
  const [before, setBefore] = useState<{ readonly maxBatch: number; readonly maxWait: number } | null>(null);
  const isSet = maxBatch === best.maxBatch && maxWait === best.maxWaitMs;
  const values = { batch: best.maxBatch, wait: format.rate(best.maxWaitMs) };
  const undoable = isSet ? before : null;
  const press = () => {
    if (undoable !== null) {
      changeSettings(undoable);
      setBefore(null);
    } else {
      setBefore({ maxBatch, maxWait });
      changeSettings({ maxBatch: best.maxBatch, maxWait: best.maxWaitMs });
    }
  };
  return (
    <div className={classes.actions}>
      {/* One button throughout, so that the focus stays on it. */}
      {(!isSet || undoable !== null) && (
        <Button
          variant={undoable === null ? 'light' : 'default'}
          size="compact-sm"
          leftSection={
            undoable === null ? (
              <IconCheck size={15} aria-hidden />
            ) : (
              <IconArrowBackUp size={15} aria-hidden />
            )
          }
          onClick={press}
        >
          {undoable === null ? t('load.planner.take', values) : t('load.planner.undo')}
        </Button>
      )}
      <span className={classes.help} role="status">
        {undoable !== null
          ? t('load.planner.taken', {
              ...values,
              batchBefore: undoable.maxBatch,
              waitBefore: format.rate(undoable.maxWait),
            })
          : isSet && t('load.planner.isSet', values)}
      </span>
    </div>
  );
}

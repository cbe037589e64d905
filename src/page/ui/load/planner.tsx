import { Button, Table } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { useAppState } from '../../store/app-context.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { useFormat } from '../kit/use-texts.ts';
import panel from '../throughput/results.module.css';
import classes from './load-test.module.css';
import { quantileName, signedPercent } from './load-test-words.ts';
import { RateTable } from './rate-table.tsx';

/**
 * What the planner found by simulation: which setting sustains the most requests, and how that grows with
 * machines.
 */
export function Planner({ capacity }: { readonly capacity: CapacityPlanRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { objective, best, simulatedArrivals } = capacity;
  const title = t('load.planner.grid', {
    tail: quantileName(objective.quantile),
    latency: format.duration(objective.latencyMs),
  });
  return (
    <div className={panel.block} data-testid="planner">
      <p className={classes.tableTitle}>{title}</p>
      <RateTable capacity={capacity} label={title} />
      <p className={panel.chartHelp}>
        {t('load.planner.gridHelp')}
        {t('joint.sentences')}
        {t('load.planner.basis', { count: simulatedArrivals })}
      </p>
      {best !== null && <TakeBest best={best} />}
      <ReplicaTable capacity={capacity} />
    </div>
  );
}

interface TakeBestProps {
  readonly best: NonNullable<CapacityPlanRecord['best']>;
}

/** Puts the planner's best setting into the form, says what changed, and can undo it. */
function TakeBest({ best }: TakeBestProps) {
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
      {/* It stays the same button, so that it keeps the focus. */}
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

/** How the best setting's rate grows with machines behind one queue, by simulation. */
function ReplicaTable({ capacity }: { readonly capacity: CapacityPlanRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = replicaRows(capacity);
  if (rows.length === 0) return null;
  const title = t('load.planner.replicas');
  return (
    <>
      <p className={classes.tableTitle}>{title}</p>
      <DataTable label={title} testId="replica-table">
        <Table.Thead>
          <Table.Tr>
            {(['machines', 'rate', 'perMachine', 'gain'] as const).map((column) => (
              <Table.Th key={column} scope="col" className={table.number}>
                {t(`load.planner.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ replicas, ratePerSecond, perReplica, gain }) => (
            <Table.Tr key={replicas} data-replicas={replicas}>
              <Table.Th scope="row" className={table.number}>
                {format.count(replicas)}
              </Table.Th>
              <Table.Td className={table.number}>{format.rate(ratePerSecond)}</Table.Td>
              <Table.Td className={table.number}>{format.rate(perReplica)}</Table.Td>
              <Table.Td className={table.number}>
                {gain === null ? '–' : signedPercent(gain, format)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </>
  );
}

/** One row of the table of machines. */
interface ReplicaRow {
  readonly replicas: number;
  readonly ratePerSecond: number;
  readonly perReplica: number;
  /** The rate of each machine over that of one alone, less 1; `null` if one alone sustains none. */
  readonly gain: number | null;
}

export function replicaRows({ replicas }: CapacityPlanRecord): ReplicaRow[] {
  const sorted = [...replicas].sort((a, b) => a.replicas - b.replicas);
  const alone = sorted.find((one) => one.replicas === 1)?.ratePerSecond ?? 0;
  return sorted
    .filter((one) => one.replicas > 0)
    .map((one) => {
      const perReplica = one.ratePerSecond / one.replicas;
      return { ...one, perReplica, gain: alone > 0 ? perReplica / alone - 1 : null };
    });
}

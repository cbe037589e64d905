import { useTranslation } from 'react-i18next';
import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useFormat } from '../kit/use-format.ts';
import classes from './load.module.css';
import tables from './load-tables.module.css';
import { replicaRows } from './rate-grid.ts';
import { signedPercent } from './signed-percent.ts';

/** How the best setting's rate grows with machines behind one queue; simulated. */
export function ReplicaTable({ capacity }: { readonly capacity: CapacityPlanRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = replicaRows(capacity);
  if (rows.length === 0) return null;
  const title = t('load.planner.replicas');
  return (
    <>
      <p className={classes.tableTitle}>{title}</p>
      <ScrollRegion className={tables.scroll} label={title}>
        <table className={tables.table} data-testid="replica-table">
          <thead>
            <tr>
              {(['machines', 'rate', 'perMachine', 'gain'] as const).map((column) => (
                <th key={column} scope="col" className={tables.number}>
                  {t(`load.planner.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ replicas, ratePerSecond, perReplica, gain }) => (
              <tr key={replicas} data-replicas={replicas}>
                <th scope="row" className={tables.number}>
                  {format.count(replicas)}
                </th>
                <td className={tables.number}>{format.rate(ratePerSecond)}</td>
                <td className={tables.number}>{format.rate(perReplica)}</td>
                <td className={tables.number}>{gain === null ? '–' : signedPercent(gain, format)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

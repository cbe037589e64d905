import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type QualityWords, qualityAdvice, qualityPart } from '../../../core/document/quality-report.ts';
import type { DraftLane } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import table from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './recommendation.module.css';
import panel from './results.module.css';
import { useLaneName } from './shown-lanes.ts';

const noLanes: readonly DraftLane[] = [];

/** What each lane's speed costs, as sentences beside the recommendation. */
export function QualityNotes() {
  const lanes = useAppState((state) => shownDraft(state)?.lanes ?? noLanes);
  const advice = qualityAdvice(lanes, useWords(lanes));
  if (advice.length === 0) return null;
  return (
    <div className={classes.dim} data-testid="quality-notes">
      {advice.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** How the lanes order the input's own documents: agreement, and quality where relevance is known. */
export function QualityTable() {
  const { t } = useTranslation();
  const lanes = useAppState((state) => shownDraft(state)?.lanes ?? noLanes);
  const pairCount = useAppState((state) => shownDraft(state)?.input.pairCount ?? 0);
  const part = qualityPart(lanes, { pairCount }, useWords(lanes));
  if (part === null) return null;
  return (
    <>
      {part.table !== null && (
        <DataTable label={t('quality.title')} testId="quality-table">
          <Table.Thead>
            <Table.Tr>
              {part.table.head.map((title, place) => (
                <Table.Th key={title} scope="col" className={place === 0 ? '' : (table.number ?? '')}>
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {part.table.rows.map((row) => (
              <Table.Tr key={row.join(' ')}>
                {row.map((cell, place) => (
                  <Table.Td key={part.table?.head[place]} className={place === 0 ? '' : (table.number ?? '')}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      )}
      <p className={panel.chartHelp}>{part.lines.join(t('joint.sentences'))}</p>
    </>
  );
}

function useWords(lanes: readonly DraftLane[]): QualityWords {
  const { i18n } = useTranslation();
  const numbers = useFormat();
  const laneName = useLaneName();
  const nameOf = (id: string) => {
    const lane = lanes.find((one) => one.id === id);
    return lane === undefined ? id : laneName(lane);
  };
  return { nameOf, texts: i18n, numbers };
}

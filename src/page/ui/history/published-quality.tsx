import { Anchor, Select, Table } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  comparableSpeeds,
  type QualityPoint,
  qualityPoints,
  type SpeedGroup,
  widestDataset,
} from '../../../core/document/quality-points.ts';
import { findModel, type QualityDataset, qualityDatasets } from '../../../core/rerank/catalogue.ts';
import { qualityChart as english } from '../../../core/texts/en/quality-chart.ts';
import { qualityChart as chinese } from '../../../core/texts/zh-cn/quality-chart.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { QualityChart } from '../charts/quality-chart.tsx';
import cells from '../kit/data-table.module.css';
import { DataTable } from '../kit/data-table.tsx';
import { laneName, modelTitle } from '../kit/names.ts';
import { useFormat, useLateTexts } from '../kit/use-texts.ts';
import classes from './history.module.css';

const words = { en: english, 'zh-CN': chinese };

/** The chart's own words, which are not among those of the first load. */
function useWords() {
  useLateTexts('qualityChart', words);
  return useTranslation('qualityChart').t;
}

/** The most runs whose records are read; older ones are left out. */
const mostRuns = 60;

/** Speed measured in this browser against published quality: a chart with the frontier, and its figures. */
export function PublishedQuality() {
  const { t } = useTranslation();
  const say = useWords();
  const group = useSpeeds();
  const [asked, setAsked] = useState<QualityDataset | null>(null);
  const speeds = group?.speeds ?? [];
  const shown = qualityDatasets.filter((dataset) => qualityPoints(speeds, dataset).length > 0);
  const dataset = asked !== null && shown.includes(asked) ? asked : widestDataset(speeds);
  if (group === null) return <p className={classes.quiet}>{t('history.loading')}</p>;
  return (
    <section className={classes.quality} data-testid="quality-beside-speed">
      {speeds.length === 0 ? (
        <p className={classes.quiet}>{say('empty')}</p>
      ) : (
        <>
          {shown.length > 1 && (
            <Select
              size="xs"
              allowDeselect={false}
              aria-label={say('chooseDataset')}
              value={dataset}
              onChange={(value) => setAsked(qualityDatasets.find((one) => one === value) ?? null)}
              data={shown.map((value) => ({ value, label: t(`publishedQuality.dataset.${value}`) }))}
            />
          )}
          <Points speeds={speeds} dataset={dataset} />
          <p className={classes.quiet}>
            {say('key')} {say(`about.${dataset}`)}
            {group.otherRuns > 0 && ` ${say('otherRuns', { count: group.otherRuns })}`}
          </p>
        </>
      )}
    </section>
  );
}

function Points({ speeds, dataset }: { readonly dataset: QualityDataset } & Pick<SpeedGroup, 'speeds'>) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const points = useMemo(() => qualityPoints(speeds, dataset), [speeds, dataset]);
  const labels = useMemo(() => {
    const hasLanes = new Set(points.map(({ model }) => model)).size < points.length;
    return {
      description: say('description', { count: points.length }),
      speed: say('speed'),
      quality: say('axis', { dataset: t(`publishedQuality.dataset.${dataset}`) }),
      point: (point: QualityPoint) =>
        hasLanes ? `${modelTitle(point.model, t)} · ${nameOfLane(point)}` : modelTitle(point.model, t),
    };
  }, [points, dataset, t, say]);
  return (
    <>
      <QualityChart
        points={points}
        labels={labels}
        formatNumber={format.rate}
        formatQuality={(value) => format.score(value)}
      />
      {points.length === 1 && <p className={classes.quiet}>{say('onlyOne')}</p>}
      <DataTable label={say('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('model.label')}</Table.Th>
            <Table.Th>{say('lane')}</Table.Th>
            <Table.Th className={cells.number ?? ''}>{say('speed')}</Table.Th>
            <Table.Th className={cells.number ?? ''}>{say('ndcg')}</Table.Th>
            <Table.Th>{say('frontier')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.map((point) => (
            <Table.Tr key={`${point.model} ${nameOfLane(point)}`}>
              <Table.Td>{findModel(point.model)?.title ?? point.model}</Table.Td>
              <Table.Td>{nameOfLane(point)}</Table.Td>
              <Table.Td className={cells.number ?? ''}>{format.rate(point.pairsPerSecond)}</Table.Td>
              <Table.Td className={cells.number ?? ''}>
                <Anchor href={point.source} target="_blank" rel="noreferrer" size="sm">
                  {format.score(point.ndcgAt10)}
                </Anchor>
                {point.isSecondHand && '*'}
              </Table.Td>
              <Table.Td>{point.isOnFrontier ? say('onFrontier') : ''}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      {points.some(({ isSecondHand }) => isSecondHand) && (
        <p className={classes.quiet}>{say('secondHand')}</p>
      )}
    </>
  );
}

const nameOfLane = ({ device, dtype, file }: QualityPoint): string =>
  laneName({ device, dtype, model: file === undefined ? {} : { file } });

/** The speeds of the runs measured here; `null` while they are read. */
function useSpeeds(): SpeedGroup | null {
  const { loadRun } = useServices();
  const entries = useAppState(({ history }) => history.entries);
  const ids = useMemo(
    () =>
      entries
        .filter(
          ({ origin, model, bestPairsPerSecond }) =>
            origin === 'here' && bestPairsPerSecond !== null && (findModel(model)?.quality.length ?? 0) > 0,
        )
        .slice(0, mostRuns)
        .map(({ id }) => id)
        .join(' '),
    [entries],
  );
  const [group, setGroup] = useState<SpeedGroup | null>(null);
  useEffect(() => {
    let isWanted = true;
    void Promise.all((ids === '' ? [] : ids.split(' ')).map(loadRun)).then((records) => {
      if (isWanted) setGroup(comparableSpeeds(records.filter((record) => record !== null)));
    });
    return () => {
      isWanted = false;
    };
  }, [ids, loadRun]);
  return group;
}

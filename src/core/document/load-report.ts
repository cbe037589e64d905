import type { i18n } from 'i18next';
import { englishTexts } from '../texts/english-texts.ts';
import { figure, plainNumbers } from '../texts/format.ts';
import { loadColumnTitle, loadFigureText, shownLoadFigures } from './load-columns.ts';
import type { CapacityPlanRecord, LoadTestRecord } from './load-test-record.ts';
import {
  limitsWords,
  loadTestStateWords,
  objectiveWords,
  planWords,
  policyWords,
} from './load-test-words.ts';
import { laneWords } from './record-words.ts';
import type { ReportPart } from './report.ts';
import type { LaneRecord, RunRecord } from './run-record.ts';
import { isSuspect } from './suspect-lane.ts';

/**
 * A record's load tests in words: a table for the policies that met the same arrivals, what was predicted for
 * them, and what the planner found. There are no parts where the record has no load tests.
 */
export function loadParts(
  { lanes, loadTests = [] }: Pick<RunRecord, 'lanes' | 'loadTests'>,
  texts: i18n = englishTexts(),
): ReportPart[] {
  return lanes.flatMap((lane) => [
    ...sameArrivals(loadTests.filter(({ laneId }) => laneId === lane.id)).flatMap((tests) => [
      testsPart(lane, tests, texts),
      ...predictionPart(tests, texts),
    ]),
    ...(lane.capacity === undefined ? [] : plannerParts(lane, lane.capacity, texts)),
  ]);
}

/** Groups tests that can be compared: those with the same plan, timeout and queue limit. */
function sameArrivals(tests: readonly LoadTestRecord[]): LoadTestRecord[][] {
  const groups = new Map<string, LoadTestRecord[]>();
  for (const test of tests) {
    const { timeoutMs, queueLimit } = test.rule;
    const key = JSON.stringify([test.plan, timeoutMs, queueLimit]);
    groups.set(key, [...(groups.get(key) ?? []), test]);
  }
  return [...groups.values()];
}

function testsPart(lane: LaneRecord, tests: readonly LoadTestRecord[], texts: i18n): ReportPart {
  const { t } = texts;
  const [first] = tests;
  const name = laneWords(lane, texts);
  const arrivals = first && {
    plan: planWords(first.plan, texts),
    limits: limitsWords(first.rule, texts),
  };
  const sameForAll =
    first?.plan.pattern === 'closed' ? t('loadReport.sameClients') : t('loadReport.samePlan');
  return {
    title: isSuspect(lane)
      ? t('loadReport.suspectTitle', { lane: name })
      : t('loadReport.title', { lane: name }),
    lines: [
      ...(arrivals === undefined ? [] : [t('loadReport.arrivals', arrivals)]),
      ...(tests.length > 1 ? [sameForAll] : []),
      t('loadReport.latency'),
      ...tests.flatMap((test) =>
        test.events.map(({ message, kind }) =>
          t('loadReport.event', {
            policy: policyWords(test, texts),
            event: message === '' ? kind : message,
          }),
        ),
      ),
    ],
    table: {
      head: (['policy', ...shownLoadFigures.report, 'state'] as const).map((column) =>
        loadColumnTitle(texts, column, 'markdown'),
      ),
      rows: tests.map((test) => [
        policyWords(test, texts),
        ...shownLoadFigures.report.map((one) => loadFigureText(one, test, plainNumbers) ?? ''),
        loadTestStateWords(test, texts),
      ]),
    },
  };
}

/** The predictions for tests that ran to their end, since each prediction is for the whole schedule. */
function predictionPart(tests: readonly LoadTestRecord[], texts: i18n): ReportPart[] {
  const { t } = texts;
  const rows = tests.filter(({ state }) => state === 'done').flatMap((test) => predictionRows(test, texts));
  if (rows.length === 0) return [];
  return [
    {
      title: t('loadReport.predictionTitle'),
      lines: [
        t('loadReport.prediction'),
        ...(tests.some(({ prediction }) => prediction?.rangeMs) ? [t('loadReport.predictionRange')] : []),
      ],
      table: {
        head: [
          loadColumnTitle(texts, 'policy', 'markdown'),
          t('loadReport.figure'),
          t('loadReport.predicted'),
          t('loadReport.measured'),
          t('loadReport.ratio'),
        ],
        rows,
      },
    },
  ];
}

function predictionRows(test: LoadTestRecord, texts: i18n): string[][] {
  const { prediction, latencyMs, answeredPerSecond } = test;
  if (prediction === null || latencyMs === null) return [];
  const figures = [
    ['answered', prediction.answeredPerSecond, answeredPerSecond, null],
    ['p50', prediction.latencyMs.p50, latencyMs.p50, prediction.rangeMs?.p50],
    ['p95', prediction.latencyMs.p95, latencyMs.p95, prediction.rangeMs?.p95],
    ['p99', prediction.latencyMs.p99, latencyMs.p99, null],
  ] as const;
  return figures.flatMap(([name, predicted, measured, range]) => {
    if (predicted === null || measured === null) return [];
    const ratio = measured === 0 ? '' : figure(predicted / measured);
    const title = loadColumnTitle(texts, name, 'markdown');
    const between = range ? ` (${range.map((end) => figure(end)).join('–')})` : '';
    return [[policyWords(test, texts), title, figure(predicted) + between, figure(measured), ratio]];
  });
}

function plannerParts(lane: LaneRecord, plan: CapacityPlanRecord, texts: i18n): ReportPart[] {
  const { t } = texts;
  const { best, rates, replicas, simulatedArrivals, unbatchedRatePerSecond } = plan;
  const objective = objectiveWords(plan.objective, texts);
  const bestWords =
    best === null
      ? t('loadReport.noBest', { objective })
      : t('loadReport.best', {
          objective,
          rate: figure(best.ratePerSecond),
          batch: best.maxBatch,
          wait: figure(best.maxWaitMs),
        });
  return [
    {
      title: t('loadReport.plannerTitle', { lane: laneWords(lane, texts) }),
      lines: [
        bestWords,
        t('load.plan.unbatched', { rate: figure(unbatchedRatePerSecond) }),
        t('loadReport.basis', { arrivals: simulatedArrivals, objective }),
      ],
      table: rates.length === 0 ? null : rateTable(rates, texts),
    },
    ...(best === null || replicas.length === 0
      ? []
      : [
          {
            title: t('loadReport.replicasTitle'),
            lines: [t('loadReport.replicasHelp')],
            table: {
              head: [t('loadReport.replicas'), t('loadReport.rate'), t('loadReport.perReplica')],
              rows: replicas.map(({ replicas: count, ratePerSecond }) => [
                String(count),
                figure(ratePerSecond),
                count === 0 ? '' : figure(ratePerSecond / count),
              ]),
            },
          },
        ]),
  ];
}

const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

function rateTable(rates: CapacityPlanRecord['rates'], { t }: i18n) {
  const batches = ascending(rates.map(({ maxBatch }) => maxBatch));
  const waits = ascending(rates.map(({ maxWaitMs }) => maxWaitMs));
  const rateText = (batch: number, wait: number) => {
    const rate = rates.find(({ maxBatch, maxWaitMs }) => maxBatch === batch && maxWaitMs === wait);
    return rate === undefined ? '' : figure(rate.ratePerSecond);
  };
  return {
    head: [
      t('loadReport.mostPairs'),
      ...waits.map((wait) => t('loadReport.waitColumn', { ms: figure(wait) })),
    ],
    rows: batches.map((batch) => [String(batch), ...waits.map((wait) => rateText(batch, wait))]),
  };
}

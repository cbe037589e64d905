import { Button, Code, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/shallow';
import type { Certainty } from '../../../core/bench/equivalence.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { originalModel, type PairTokens, pythonSnippet } from './python-snippet.ts';
import classes from './recommendation.module.css';

interface ServerChoice {
  readonly laneId: string;
  readonly pairCount: number;
  readonly batchSize: number;
  readonly certainty: Certainty;
  readonly onlyMeasured?: true;
}

/**
 * The batch size to check on a server: the one for the most throughput, else that of the largest pair count.
 */
export function serverChoice(recommendations: readonly RecommendationRecord[]): ServerChoice | null {
  const offline = recommendations.find((one) => one.kind === 'situation' && one.situation === 'offline');
  if (offline?.kind === 'situation') return offline;
  const byPairs = recommendations
    .filter((one) => one.kind === 'pair-count')
    .sort((a, b) => b.pairCount - a.pairCount);
  return byPairs[0] ?? null;
}

/** The token lengths of a lane's requests with this pair count; `null` if the run does not have them. */
function pairTokens(
  { input, lanes }: Pick<RunDraft, 'input' | 'lanes'>,
  laneId: string,
  pairCount: number,
): PairTokens | null {
  if (input.tokenLengths === null) return null;
  const cell = lanes
    .find(({ id }) => id === laneId)
    ?.cells.find((one) => one.state === 'measured' && one.pairCount === pairCount);
  const mean = cell?.state === 'measured' ? cell.tokens / pairCount : null;
  return { ...input.tokenLengths, mean };
}

interface PythonPanelProps {
  readonly choice: ServerChoice;
  /** Backend and device that the recommendation holds for. */
  readonly where: string;
}

/** A program that checks the recommendation on a server. */
export function PythonPanel({ choice, where }: PythonPanelProps) {
  const { t } = useTranslation();
  const { laneId, pairCount, batchSize } = choice;
  const isSure = choice.certainty === 'sure';
  const measuredOn = isSure ? 'measuredOn' : choice.onlyMeasured ? 'onlyMeasured' : 'notYetSure';
  const settings = useAppState((state) => (shownDraft(state) ?? state).settings);
  const tokens = useAppState(
    useShallow((state) => {
      const draft = shownDraft(state);
      return draft && pairTokens(draft, laneId, pairCount);
    }),
  );
  const sorted = useAppState(
    (state) => shownDraft(state)?.lanes.find(({ id }) => id === laneId)?.order !== 'input',
  );
  const model = originalModel(settings.model);
  const snippet = pythonSnippet({
    model,
    tokens,
    sorted,
    pairCount,
    batchSize,
    batchSizes: settings.batchSizes,
    maxLength: settings.maxLength,
    comments: {
      measuredOn: t(`python.comment.${measuredOn}`, {
        batch: batchSize,
        place: where,
      }),
      model: model.kind === 'same' ? null : t(`python.comment.${model.kind}`),
      pairs:
        tokens === null
          ? t('python.comment.pairsUnknown')
          : t('python.comment.pairs', { min: tokens.min, p50: tokens.p50, max: tokens.max }),
      order: t(sorted ? 'python.comment.sorted' : 'python.comment.shuffled'),
      warmUp: t('python.comment.warmUp'),
      recommended: t(
        isSure || choice.onlyMeasured
          ? `python.comment.${isSure ? 'recommended' : 'measured'}`
          : 'python.comment.tentative',
      ),
    },
  });
  return (
    <Disclosure title={t('python.title')}>
      <div className={classes.python} data-testid="python">
        <div className={classes.pythonHead}>
          <p className={classes.dim}>{t('python.intro')}</p>
          <CopyButton value={snippet}>
            {({ copied, copy }) => (
              <Button
                variant="light"
                size="compact-sm"
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />
                }
              >
                {copied ? t('python.copied') : t('python.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
        <ScrollRegion label={t('python.code')} className={classes.code}>
          <Code block translate="no">
            {snippet}
          </Code>
        </ScrollRegion>
      </div>
    </Disclosure>
  );
}

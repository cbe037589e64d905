import { Button, Group, Title } from '@mantine/core';
import { IconCopy, IconX } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compareRuns } from '../../../core/document/comparison.ts';
import { twinComparison } from '../../../core/document/twin-comparison.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { CopyByHand, useCopying } from '../throughput/copying.tsx';
import { AddRuns } from './add-runs.tsx';
import classes from './compare.module.css';
import { CompareSides } from './compare-sides.tsx';
import { useComparisonMarkdown } from './comparison-markdown.ts';
import { ComparisonView } from './comparison-view.tsx';
import { type ReadyRun, type SideRun, useSideRuns } from './side-runs.ts';
import { TwinOfferList } from './twin-offers.tsx';

/** Compares runs: which ones, how much faster, how sure that is, and what else differs. */
export function ComparePanel() {
  const { refreshHistory } = useServices();
  useEffect(() => void refreshHistory(), [refreshHistory]);
  const runs = useSideRuns();
  const ready = runs.flatMap(({ run, ...rest }) =>
    run === null || run === 'gone' ? [] : [{ ...rest, run }],
  );
  const isComplete = ready.some(({ side }) => side === 'base') && ready.some(({ side }) => side === 'head');
  return (
    <div className={classes.panel} data-testid="compare">
      <Head runs={runs} />
      {!isComplete && <Empty />}
      <CompareSides runs={runs} />
      <AddRuns />
      <TwinOfferList />
      {isComplete && <Result runs={ready} />}
    </div>
  );
}

function Head({ runs }: { readonly runs: readonly SideRun[] }) {
  const { t } = useTranslation();
  const clearSides = useAppState((state) => state.clearCompareSides);
  const clearBrought = useAppState((state) => state.clearBroughtRuns);
  return (
    <div className={classes.head}>
      <Title order={3}>{t('compare.title')}</Title>
      {runs.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => {
            clearSides();
            clearBrought();
          }}
        >
          {t('compare.clear')}
        </Button>
      )}
    </div>
  );
}

function Empty() {
  const { t } = useTranslation();
  return (
    <div className={classes.empty}>
      <h4>{t('compare.emptyTitle')}</h4>
      <p>{t('compare.emptyText')}</p>
    </div>
  );
}

function Result({ runs }: { readonly runs: readonly ReadyRun[] }) {
  const { t } = useTranslation();
  const { copyText } = useServices();
  const markdown = useComparisonMarkdown();
  const { tell, byHand, closeByHand } = useCopying();
  const kept = useKeptRuns(runs);
  const { comparison, twin } = useMemo(() => {
    const of = (side: SideRun['side']) =>
      kept.filter((one) => one.side === side).map(({ run }) => run.figures);
    const [base, head] = [of('base'), of('head')];
    const found = twinComparison(base, head);
    return { comparison: compareRuns(base, head, found?.modelOf), twin: found };
  }, [kept]);
  return (
    <>
      <ComparisonView runs={kept} comparison={comparison} twin={twin} />
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={async () => tell(await copyText(markdown(kept, comparison, twin)), t('exports.copied'))}
        >
          {t('compare.copy')}
        </Button>
        <CopyByHand text={byHand} onClose={closeByHand} />
      </Group>
    </>
  );
}

/** The same list for as long as it holds the same runs, names and sides. */
function useKeptRuns(runs: readonly ReadyRun[]): readonly ReadyRun[] {
  const key = runs.map(({ id, side, name, origin }) => `${id}\n${side}\n${name}\n${origin}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list each time; its key says what is in it
  return useMemo(() => runs, [key]);
}

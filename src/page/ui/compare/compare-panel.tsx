import { Button, Title } from '@mantine/core';
import { IconArrowLeft, IconCopy, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { compareRuns } from '../../../core/document/comparison.ts';
import { twinComparison } from '../../../core/document/twin-comparison.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import panel from '../kit/panel.module.css';
import { CopyByHand, useCopying } from '../throughput/copying.tsx';
import { AddRuns } from './add-runs.tsx';
import classes from './compare.module.css';
import { CompareSides } from './compare-sides.tsx';
import { useComparisonMarkdown } from './comparison-markdown.ts';
import { type Compared, ComparisonDetails, ComparisonVerdict } from './comparison-view.tsx';
import { type ReadyRun, type SideRun, useSideRuns } from './side-runs.ts';
import { TwinOfferList } from './twin-offers.tsx';

/** Compares runs: how much faster the later ones are, how sure that is, which runs they are, and what else differs. */
export function ComparePanel() {
  const { refreshHistory } = useServices();
  useEffect(() => void refreshHistory(), [refreshHistory]);
  const runs = useSideRuns();
  const compared = useCompared(
    runs.flatMap(({ run, ...rest }) => (run === null || run === 'gone' ? [] : [{ ...rest, run }])),
  );
  return (
    <div className={`${panel.panel} ${classes.panel}`} data-testid="compare">
      <Head runs={runs} />
      {compared === null ? <Empty /> : <ComparisonVerdict {...compared} actions={<Copy {...compared} />} />}
      {/* In one place, whether there is a verdict yet or not, so that what is being added keeps the focus. */}
      <CompareSides runs={runs} />
      <AddRuns />
      <TwinOfferList />
      {compared !== null && <ComparisonDetails {...compared} />}
    </div>
  );
}

/** `null` while a side is empty. */
function useCompared(ready: readonly ReadyRun[]): Compared | null {
  const kept = useKeptRuns(ready);
  return useMemo(() => {
    const of = (side: SideRun['side']) =>
      kept.filter((one) => one.side === side).map(({ run }) => run.figures);
    const [base, head] = [of('base'), of('head')];
    if (base.length === 0 || head.length === 0) return null;
    const twin = twinComparison(base, head);
    return { runs: kept, comparison: compareRuns(base, head, twin?.modelOf), twin };
  }, [kept]);
}

/** The way back to the list, which has the focus at first. */
function BackButton() {
  const { t } = useTranslation();
  const showResult = useAppState((state) => state.showResult);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button
      ref={button}
      variant="subtle"
      size="compact-sm"
      ml={-8}
      leftSection={<IconArrowLeft size={16} aria-hidden />}
      onClick={() => showResult('history')}
    >
      {t('compare.back')}
    </Button>
  );
}

function Head({ runs }: { readonly runs: readonly SideRun[] }) {
  const { t } = useTranslation();
  const clearSides = useAppState((state) => state.clearCompareSides);
  const clearBrought = useAppState((state) => state.clearBroughtRuns);
  return (
    <div className={classes.head}>
      <BackButton />
      <Title order={3} className={classes.title}>
        {t('compare.title')}
      </Title>
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

/** Copies the whole comparison as Markdown. */
function Copy({ runs, comparison, twin }: Compared) {
  const { t } = useTranslation();
  const { copyText } = useServices();
  const markdown = useComparisonMarkdown();
  const { tell, byHand, closeByHand } = useCopying();
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={async () => tell(await copyText(markdown(runs, comparison, twin)), t('exports.copied'))}
      >
        {t('compare.copy')}
      </Button>
      <CopyByHand text={byHand} onClose={closeByHand} />
    </>
  );
}

/** The same list for as long as it holds the same runs, names and sides. */
function useKeptRuns(runs: readonly ReadyRun[]): readonly ReadyRun[] {
  const key = runs.map(({ id, side, name, origin }) => `${id}\n${side}\n${name}\n${origin}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list each time; its key says what is in it
  return useMemo(() => runs, [key]);
}

import { useTranslation } from 'react-i18next';
import { builtinModelId } from '../../../core/rerank/catalogue.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { useAppState } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { Glossed } from '../kit/glossed.tsx';
import { modelTitle } from '../kit/names.ts';
import classes from './answer.module.css';
import { AnswerLine, ToyMark } from './answer-section.tsx';

/** The outcome of docs/examples/worked-example.json, a measured run; a test compares the two. */
export const example = {
  pairCount: 10,
  batchSize: 1,
  pairsPerSecond: 554.0717033173285,
  dtype: 'fp32',
  threads: 1,
  browser: 'Chrome 156',
  startedAt: '2026-11-23T11:32:33.111Z',
} as const;

/** What one will get: the answer of a run that was measured elsewhere, marked as an example. */
export function ExampleAnswer() {
  const { t, i18n } = useTranslation();
  const isIdle = useAppState(
    (state) => shownDraft(state) === null && !isRunUnderWay(state.runState) && state.runFailure === null,
  );
  if (!isIdle) return null;
  const { pairCount, dtype, threads, browser, startedAt } = example;
  const identity = [
    modelTitle(builtinModelId, t),
    dtype,
    t('answer.cpuThreads', { threads: t('summary.threads', { count: threads }) }),
    browser,
    formatOf(i18n.language).date(startedAt),
  ];
  return (
    <section className={classes.example} aria-label={t('answer.example')} data-testid="example-answer">
      <p className={classes.small}>{t('answer.exampleIntro')}</p>
      <div className={classes.exampleBox}>
        <span className={classes.exampleTag}>{t('answer.example')}</span>
        <AnswerLine {...example} certainty={{ kind: 'sure' }} timesBatchOne={null} />
        <div className={classes.more}>
          <p className={classes.small}>{t('answer.at', { count: pairCount })}</p>
          <ToyMark model={builtinModelId} />
        </div>
        <p className={classes.identity}>
          <Glossed text={identity.join(' · ')} />
        </p>
      </div>
    </section>
  );
}

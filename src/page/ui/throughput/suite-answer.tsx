import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { suiteId, suites } from '../../../core/suite/suite.ts';
import { type SuiteResult, suiteResult, type TaskHeadline } from '../../../core/suite/suite-result.ts';
import { rateWords, shapeWords, standardWords } from '../../../core/suite/suite-words.ts';
import { suiteTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import answer from './answer.module.css';
import classes from './suite-answer.module.css';

/**
 * What a standard suite answers: the geometric mean, large, a headline for each shape, and whether the run
 * kept to the standard settings.
 */
export function SuiteAnswer({ draft }: { readonly draft: RunDraft }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const result = useMemo(() => suiteResult(draft), [draft]);
  if (result === null) return null;
  const { name, tasks, geometricMean, departures } = result;
  const isStandard = departures.length === 0;
  const Icon = isStandard ? IconCircleCheck : IconAlertTriangle;
  return (
    <div className={classes.suite} data-testid="suite-answer">
      <p className={answer.line}>
        <strong>{suiteTitle(name, t)}</strong>
        {geometricMean !== null && (
          <span data-testid="suite-mean">
            {t('suite.mean', { figure: rateWords(geometricMean, i18n, format) })}
          </span>
        )}
      </p>
      {geometricMean === null && <p className={answer.small}>{t('suite.noMean')}</p>}
      <ul className={classes.tasks} aria-label={t('suite.label')}>
        {tasks.map(({ task, headline }) => (
          <li key={task} data-task={task}>
            {headline === null ? (
              t('suite.notMeasured', { shape: shapeWords(task, i18n) })
            ) : (
              <Headline task={task} headline={headline} />
            )}
          </li>
        ))}
      </ul>
      <p className={isStandard ? classes.standard : classes.departed} data-testid="suite-departures">
        <Icon size={16} aria-hidden />
        <span>{standardWords(result, i18n)}</span>
      </p>
    </div>
  );
}

/** Words about as long as an answer's, to keep its place during the run. */
export function LikelySuiteAnswer({ name, departures }: Pick<SuiteResult, 'name' | 'departures'>) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const rate = { pairsPerSecond: 888, halfWidth: 0.03 };
  // A task that is still to be measured departs until then.
  const lasting = departures.filter(({ kind }) => kind !== 'not-run' && kind !== 'cell' && kind !== 'rounds');
  return (
    <div className={classes.suite}>
      <p className={answer.line}>
        <strong>{suiteTitle(name, t)}</strong>
        <span>{t('suite.mean', { figure: rateWords(rate, i18n, format) })}</span>
      </p>
      <ul className={classes.tasks}>
        {suites[name].tasks.map(({ id }) => (
          <li key={id}>
            <Headline task={id} headline={{ ...rate, dtype: 'fp16', batchSize: 16 }} />
          </li>
        ))}
      </ul>
      <p className={classes.standard}>
        <IconCircleCheck size={16} />
        <span>{standardWords({ id: suiteId, departures: lasting }, i18n)}</span>
      </p>
    </div>
  );
}

interface HeadlineProps {
  readonly task: string;
  readonly headline: Pick<TaskHeadline, 'dtype' | 'batchSize' | 'pairsPerSecond' | 'halfWidth'>;
}

/** "bge-reranker-v2-m3’s shape, fp16, batch 16: 118 pairs/s ± 3%", with the figure set apart. */
function Headline({ task, headline }: HeadlineProps) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  return (
    <>
      <span className={classes.task}>{shapeWords(task, i18n)}</span>{' '}
      <span className={classes.how}>
        {[headline.dtype, t('suite.batch', { batch: headline.batchSize })]
          .filter((part) => part !== null)
          .join(t('joint.parts'))}
      </span>{' '}
      <strong className={classes.figure}>{rateWords(headline, i18n, format)}</strong>
    </>
  );
}

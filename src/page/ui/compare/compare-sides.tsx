import { CloseButton, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import { measuredLanes } from '../../../core/document/lane-matching.ts';
import type { CompareSide } from '../../store/history-slice.ts';
import { laneName, modelTitle } from '../kit/names.ts';
import classes from './compare.module.css';
import type { SideRun } from './side-runs.ts';

const sides = ['base', 'head'] as const;

/** The runs of both sides. Each can be moved to the other side or taken out. */
export function CompareSides({ runs }: { readonly runs: readonly SideRun[] }) {
  const { t } = useTranslation();
  return (
    <div className={classes.sides}>
      {sides.map((side) => {
        const own = runs.filter((run) => run.side === side);
        return (
          <section
            key={side}
            className={classes.side}
            data-side={side}
            aria-label={t(`compare.side.${side}`)}
          >
            <h4>
              {t(`compare.side.${side}`)} <span>{t(`compare.side.${side}Help`)}</span>
            </h4>
            {own.length === 0 && <p className={classes.quiet}>{t('compare.nothingOnSide')}</p>}
            <ul>
              {own.map((run) => (
                <SideItem key={run.id} run={run} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function SideItem({ run }: { readonly run: SideRun }) {
  const { t } = useTranslation();
  const { name, title, moment, side, origin, move } = run;
  return (
    <li className={classes.run} data-testid="compared-run" data-run={run.id} data-side={side}>
      <div className={classes.runText}>
        <strong>{title}</strong>
        <span className={classes.quiet}>
          {moment !== null && `${moment} · `}
          {run.run === 'gone' ? t('compare.gone') : t(`compare.origin.${origin}`)}
        </span>
        <RunFacts run={run} />
      </div>
      <div className={classes.runActions}>
        <SegmentedControl
          size="xs"
          aria-label={t('compare.sideOf', { name })}
          value={side}
          data={sides.map((value) => ({ value, label: t(`compare.side.${value}`) }))}
          onChange={(value) => move(value as CompareSide)}
        />
        <CloseButton size="sm" aria-label={t('compare.remove', { name })} onClick={() => move(null)} />
      </div>
    </li>
  );
}

function RunFacts({ run: { run } }: { readonly run: SideRun }) {
  const { t } = useTranslation();
  if (run === 'gone') return null;
  if (run === null) return <span className={classes.quiet}>{t('compare.loading')}</span>;
  const { environment, label = '', lanes } = run.figures;
  const models = [...new Set(lanes.map(({ model }) => modelTitle(model.id, t, model.layers)))];
  const names = [...new Set(measuredLanes(run.figures).map((lane) => laneName(lane)))];
  const facts = [label, ...models, browserWords(environment.browser), environment.os, ...names].filter(
    (fact) => fact !== '',
  );
  return <span className={classes.quiet}>{facts.join(' · ')}</span>;
}

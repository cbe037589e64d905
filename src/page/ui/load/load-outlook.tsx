import { useTranslation } from 'react-i18next';
import { policiesOf } from '../../../core/settings/load-test-plan.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import { usePlanSummary } from '../setup/use-plan-summary.ts';
import classes from './load.module.css';

/** Which lane of the settings is tested, with which policies, and for how long. */
export function LoadOutlook() {
  const { t } = useTranslation();
  const format = useFormat();
  const { lanes } = usePlanSummary();
  const duration = useAppState((state) => state.settings.duration);
  const chosen = useAppState((state) => state.settings.policies);
  const policies = policiesOf({ policies: chosen });
  const where =
    lanes.length === 1
      ? t('load.oneLane', { lane: lanes[0] ?? '' })
      : t('load.manyLanes', { count: lanes.length, names: format.list(lanes) });
  const plan = t('load.plannedFor', {
    policies: format.list(policies.map((policy) => t(`load.policy.${policy}`))),
    duration: format.duration(1000 * duration * policies.length),
  });
  return <p className={classes.help}>{[where, plan].join(t('joint.sentences'))}</p>;
}

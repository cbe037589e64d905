import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScoreCheckRecord } from '../../../core/document/run-record.ts';
import { codeText } from '../../../core/texts/message.ts';
import { ErrorDetails } from '../kit/callout.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './results.module.css';

interface ScoreVerdictProps {
  readonly check: ScoreCheckRecord;
  /** The name of the lane whose scores were the reference, if there was one. */
  readonly reference: string | null;
}

/**
 * Whether a lane's scores can be trusted: in a quiet line if they can, else with what is wrong and what to
 * do.
 */
export function ScoreVerdict({ check, reference }: ScoreVerdictProps) {
  const { t } = useTranslation();
  switch (check.verdict) {
    case 'not-applicable':
      return (
        <p className={classes.laneNote} data-verdict="not-applicable">
          {t('scoreCheck.notApplicable')}
        </p>
      );
    case 'ok':
      return <Fine check={check} reference={reference} />;
    case 'suspect':
      return <Suspect check={check} reference={reference} />;
    default:
      return check.verdict satisfies never;
  }
}

function Fine({ check, reference }: ScoreVerdictProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { largestPaddingDifference, tolerance } = check;
  return (
    <p className={classes.laneNote} data-verdict="ok">
      {largestPaddingDifference !== null &&
        t('scoreCheck.ok', {
          largest: format.rate(largestPaddingDifference),
          tolerance: format.rate(tolerance),
        })}
      {t('joint.sentences')}
      <Agreement check={check} reference={reference} />
    </p>
  );
}

function Suspect({ check, reference }: ScoreVerdictProps) {
  const { i18n } = useTranslation();
  return (
    <div data-verdict="suspect">
      <ul className={classes.doubts}>
        {check.findings.map(({ code, message, detail }) => (
          <li key={code}>
            <IconAlertTriangle size={15} aria-hidden />
            <div>
              {codeText(i18n, 'scoreFinding', code, message)}
              <ErrorDetails detail={[message, detail].filter(Boolean).join('\n')} />
            </div>
          </li>
        ))}
      </ul>
      <p className={classes.laneNote}>
        <Agreement check={check} reference={reference} />
      </p>
    </div>
  );
}

function Agreement({ check, reference }: ScoreVerdictProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { agreement, findings } = check;
  if (agreement === null || reference === null) return null;
  const agrees = findings.every(({ code }) => code !== 'ranks-disagree' && code !== 'attention-differs');
  return (
    <>
      {t(agrees ? 'scoreCheck.agreement' : 'scoreCheck.disagreement', {
        lane: reference,
        tau: format.rate(agreement.kendallTau),
        largest: format.rate(agreement.largestDifference),
      })}
    </>
  );
}

import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { codeText } from '../../i18n/code-text.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './results.module.css';

/** What makes the numbers doubtful, beside the numbers. */
export function RunWarnings() {
  const { t, i18n } = useTranslation();
  const warnings = useAppState((state) => state.draft?.warnings);
  if (warnings === undefined || warnings.length === 0) return null;
  return (
    <section className={classes.warnings} aria-label={t('warnings.title', { count: warnings.length })}>
      <ul>
        {warnings.map(({ code, message, detail }) => (
          <li key={`${code} ${message}`}>
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              {codeText(i18n, 'warning', code, message)}
              {namesFault(code) && detail !== undefined && ` (${codeText(i18n, 'reason', detail)})`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Warnings whose detail is the kind of failure behind them. */
const namesFault = (code: string): boolean => code === 'lane-restarted' || code === 'worker-replaced';

import { IconAlertTriangle } from '@tabler/icons-react';
import type { i18n } from 'i18next';
import { useTranslation } from 'react-i18next';
import { codeText } from '../../../core/texts/message.ts';
import { deviceNames } from '../kit/names.ts';
import classes from './results.module.css';
import type { ShownDoubt } from './run-doubts.ts';

/** Doubts in words, each with its figures in small. */
export function DoubtList({ doubts }: { readonly doubts: readonly ShownDoubt[] }) {
  const { i18n } = useTranslation();
  return (
    <ul className={classes.doubts} data-testid="doubts">
      {doubts.map((doubt) => {
        const figures = figuresText(doubt, i18n);
        return (
          <li key={`${doubt.code} ${doubt.laneId} ${doubt.figures}`} data-code={doubt.code}>
            <IconAlertTriangle size={15} aria-hidden />
            <span>
              {codeText(i18n, 'warning', doubt.code, doubt.message)}
              {figures !== '' && <span className={classes.doubtDetail}> ({figures})</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The figures in the page's language, as far as they are words; none where the sentence or its neighbours say it. */
function figuresText({ code, figures }: ShownDoubt, i18n: i18n): string {
  switch (code) {
    case 'lane-restarted':
    case 'worker-replaced':
    case 'load-step-down':
    case 'load-restarted':
      return figures === '' ? '' : codeText(i18n, 'reason', figures);
    case 'wrong-backend':
      return figures === 'webgpu' || figures === 'wasm' ? deviceNames[figures] : figures;
    case 'suspect-scores':
    case 'repeated-pairs':
      return '';
    default:
      return figures;
  }
}

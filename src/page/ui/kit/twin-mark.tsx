import { IconTestPipe2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isTwinId } from '../../../core/rerank/twins.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { twinTitle } from './names.ts';
import classes from './twin-mark.module.css';

/** Marks figures of a synthetic twin with its title. Renders nothing for other models. */
export function TwinMark() {
  const { t } = useTranslation();
  const id = useAppState((state) => shownDraft(state)?.settings.model ?? '');
  const layers = useAppState((state) => shownDraft(state)?.settings.layers ?? null);
  if (!isTwinId(id)) return null;
  return (
    <span className={classes.mark} data-testid="twin-mark">
      <IconTestPipe2 size={14} aria-hidden />
      {twinTitle(id, t, layers)}
    </span>
  );
}

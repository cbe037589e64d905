import { IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { HeaderAction } from '../header/header-action.tsx';

/** Shows a result alone and large, as for a projector. The window fills the screen where it may. */
export function PresentButton() {
  const { t } = useTranslation();
  const present = useAppState((state) => state.present);
  return (
    <HeaderAction
      icon={<IconPresentation size={17} aria-hidden />}
      label={t('present.start')}
      onClick={() => {
        present(true);
        // A refusal leaves the presentation in the window.
        if (document.fullscreenEnabled) void document.documentElement.requestFullscreen().catch(() => {});
      }}
    />
  );
}

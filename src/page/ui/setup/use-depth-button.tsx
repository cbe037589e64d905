import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';

interface UseDepthButtonProps {
  /** Layers to build the twin with. */
  readonly depth: number;
  /** Layers of its model. */
  readonly all: number;
}

/** Sets how deep the twin is built. */
export function UseDepthButton({ depth, all }: UseDepthButtonProps) {
  const { t } = useTranslation();
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Button
      variant="light"
      size="compact-xs"
      onClick={() => changeSettings({ layers: depth === all ? null : depth })}
    >
      {t('twin.use', { count: depth })}
    </Button>
  );
}

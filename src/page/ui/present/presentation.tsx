import { Button, VisuallyHidden } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import classes from './presentation.module.css';

/** While the page presents: the style of the whole document, the button that leaves, and Escape. */
export function Presentation() {
  const isPresenting = useAppState((state) => state.isPresenting);
  return isPresenting ? <Presenting /> : null;
}

function Presenting() {
  const { t } = useTranslation();
  const present = useAppState((state) => state.present);
  const leave = useRef(() => {});
  leave.current = () => present(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const root = document.documentElement;
    root.dataset.presenting = '';
    button.current?.focus();
    return () => {
      delete root.dataset.presenting;
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
      // A header that was hidden takes the focus once it is drawn again.
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus());
    };
  }, []);
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) leave.current();
  });
  // The browser takes Escape for itself while the window fills the screen.
  useEffect(() => {
    const onChange = () => {
      if (!document.fullscreenElement) leave.current();
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, []);
  return (
    <header>
      {/* The page's own header, with its heading, is hidden. */}
      <VisuallyHidden component="h1">{t('header.title')}</VisuallyHidden>
      <Button
        ref={button}
        className={classes.leave ?? ''}
        variant="default"
        size="compact-md"
        leftSection={<IconX size="1em" aria-hidden />}
        onClick={() => leave.current()}
      >
        {t('present.leave')}
      </Button>
    </header>
  );
}

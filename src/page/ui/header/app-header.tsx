import {
  ActionIcon,
  Button,
  Title,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languages, ownNames } from '../../../core/texts/languages.ts';
import { useAppState } from '../../store/app-context.ts';
import classes from './app-header.module.css';
import { GpuBadge } from './gpu-badge.tsx';

/**
 * Name, purpose, switches, and the GPU. On small screens the GPU's line stays at the top while the rest
 * scrolls away.
 */
export function AppHeader() {
  const { t } = useTranslation();
  return (
    <header className={classes.header}>
      <div className={classes.inner}>
        <div className={classes.top}>
          <Logo className={classes.logo} />
          <Title order={1} className={classes.title}>
            {t('header.title')}
          </Title>
          <p className={classes.purpose}>{t('header.purpose')}</p>
          <div className={classes.switches}>
            <LanguageToggle />
            <ColorSchemeToggle />
          </div>
        </div>
        <div className={classes.gpu}>
          <GpuBadge />
        </div>
      </div>
    </header>
  );
}

/** Three batches with the best one marked, as in the page's icon. */
function Logo({ className }: { readonly className?: string | undefined }) {
  return (
    <svg
      className={className}
      width="32"
      height="32"
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="8" fill="var(--mantine-color-ink-7)" />
      <rect x="6" y="19" width="5" height="7" rx="1.5" fill="var(--mantine-color-ink-2)" />
      <rect x="13.5" y="7" width="5" height="19" rx="1.5" fill="#fff" />
      <rect x="21" y="14" width="5" height="12" rx="1.5" fill="var(--mantine-color-ink-2)" />
    </svg>
  );
}

/** A button for each language except the current one. */
function LanguageToggle() {
  const { i18n } = useTranslation();
  const changeSettings = useAppState((state) => state.changeSettings);
  const others = languages.filter((language) => language !== i18n.language);
  return others.map((other) => (
    <Button
      key={other}
      variant="subtle"
      color="gray"
      c="inherit"
      size="compact-sm"
      fw={500}
      lang={other}
      leftSection={<IconLanguage size={17} aria-hidden />}
      onClick={() => changeSettings({ lang: other })}
    >
      {ownNames[other]}
    </Button>
  ));
}

function ColorSchemeToggle() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const isDark = scheme === 'dark';
  const label = isDark ? t('header.switchToLight') : t('header.switchToDark');
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        c="inherit"
        size="md"
        aria-label={label}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}

import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './app-header.module.css';
import { ColorSchemeToggle } from './color-scheme-toggle.tsx';
import { GpuBadge } from './gpu-badge.tsx';
import { LanguageToggle } from './language-toggle.tsx';
import { Logo } from './logo.tsx';

/** Name, purpose, switches, and the GPU, which on small screens stays at the top while the rest scrolls away. */
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

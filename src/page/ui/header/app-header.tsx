import { Title, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconBook2, IconLanguage, IconMoon, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, ownNames } from '../../../core/texts/languages.ts';
import { useAppState } from '../../store/app-context.ts';
import { laterPart } from '../kit/later-part.tsx';
import { Step } from '../kit/steps.tsx';
import { usePhone } from '../kit/use-phone.ts';
import { laterParts } from '../later-parts-in-turn.ts';
import { PresentButton } from '../present/present-button.tsx';
import classes from './app-header.module.css';
import { GpuChip } from './gpu-chip.tsx';
import { HeaderAction } from './header-action.tsx';
import { HeaderMenuButton } from './header-menu-button.tsx';

const HeaderMenu = laterPart(
  async () => (await import('./header-menu.tsx')).HeaderMenu,
  <HeaderMenuButton />,
);

const AboutDialog = laterPart(async () => (await laterParts()).AboutDialog);

/** Name, GPU and what concerns the whole page, in one line. */
export function AppHeader() {
  const { t } = useTranslation();
  return (
    <header className={classes.header} data-hidden-while-presenting>
      <div className={classes.inner}>
        <Logo />
        <Title order={1} className={classes.title}>
          {t('header.title')}
        </Title>
        <div className={classes.gpu}>
          <Step at={1}>
            <GpuChip />
          </Step>
        </div>
        <HeaderActions />
      </div>
    </header>
  );
}

/** Buttons in a row, or on a phone one menu. */
function HeaderActions() {
  const { t } = useTranslation();
  const isPhone = usePhone();
  const [about, setAbout] = useState<'unasked' | 'open' | 'closed'>('unasked');
  const actions = (
    <>
      <PresentButton />
      <LanguageActions />
      <ColorSchemeAction />
      <HeaderAction
        icon={<IconBook2 size={17} aria-hidden />}
        label={t('header.docs')}
        onClick={() => setAbout('open')}
      />
    </>
  );
  return (
    <>
      {isPhone ? <HeaderMenu>{actions}</HeaderMenu> : <div className={classes.actions}>{actions}</div>}
      {about !== 'unasked' && <AboutDialog isOpen={about === 'open'} close={() => setAbout('closed')} />}
    </>
  );
}

/** Three batches with the best one marked, as in the page's icon. */
function Logo() {
  return (
    <svg
      className={classes.logo}
      width="28"
      height="28"
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

/** A choice of each language except the current one. */
function LanguageActions() {
  const { i18n } = useTranslation();
  const changeSettings = useAppState((state) => state.changeSettings);
  const others = languages.filter((language) => language !== i18n.language);
  return others.map((other) => (
    <HeaderAction
      key={other}
      icon={<IconLanguage size={17} aria-hidden />}
      label={ownNames[other]}
      lang={other}
      onClick={() => changeSettings({ lang: other })}
    />
  ));
}

function ColorSchemeAction() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const isDark = scheme === 'dark';
  return (
    <HeaderAction
      isIconOnly
      icon={
        // The style sheet shows the one that is right, since the drawn page knows no scheme (scripts/drawn-page.ts).
        <>
          <IconSun size={18} aria-hidden className={classes.toLight} />
          <IconMoon size={18} aria-hidden className={classes.toDark} />
        </>
      }
      label={isDark ? t('header.switchToLight') : t('header.switchToDark')}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    />
  );
}

import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../core/settings/settings.ts';
import { useAppState } from '../../store/app-context.ts';

/** Every language is called by its own name, so that those who need it can read it. */
const ownNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' };

/** With two languages, the one button there is names the other. */
export function LanguageToggle() {
  const { i18n } = useTranslation();
  const changeSettings = useAppState((state) => state.changeSettings);
  const other: Language = i18n.language === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <Button
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
  );
}

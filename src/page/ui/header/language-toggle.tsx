import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { languages, ownNames } from '../../../core/texts/languages.ts';
import { useAppState } from '../../store/app-context.ts';

/** A button for every language but the one in use. */
export function LanguageToggle() {
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

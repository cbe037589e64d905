import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';

/** Opens the header's menu; without the props that the menu gives, it only holds the place of the button. */
export function HeaderMenuButton(props: ActionIconProps & ComponentProps<'button'>) {
  const { t } = useTranslation();
  return (
    <ActionIcon variant="subtle" color="gray" c="inherit" size={40} aria-label={t('header.menu')} {...props}>
      <IconMenu2 size={20} />
    </ActionIcon>
  );
}

import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { MenuItemContext, type MenuItemProps } from './header-action.tsx';
import { HeaderMenuButton } from './header-menu-button.tsx';

/** The header's actions on a phone, in one menu. */
export function HeaderMenu({ children }: { readonly children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <HeaderMenuButton />
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItemContext value={MenuItem}>{children}</MenuItemContext>
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuItem({ icon, label, lang, onClick }: MenuItemProps) {
  return (
    <Menu.Item leftSection={icon} onClick={onClick} {...(lang !== undefined && { lang })}>
      {label}
    </Menu.Item>
  );
}

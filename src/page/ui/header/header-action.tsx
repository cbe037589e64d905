import { ActionIcon, Button } from '@mantine/core';
import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import { Tooltip } from '../kit/tooltip.tsx';

export interface MenuItemProps {
  readonly icon: ReactNode;
  /** The accessible name, and the text of the button or menu item. */
  readonly label: string;
  /** The language of the label, where it is another than the page's. */
  readonly lang?: string;
  readonly onClick: () => void;
}

interface HeaderActionProps extends MenuItemProps {
  /** Shows the icon alone where the header is wide enough for buttons, with the label as its tooltip. */
  readonly isIconOnly?: boolean;
}

/** What draws the actions inside as items of a menu. The menu gives it, and is loaded on phones alone. */
export const MenuItemContext = createContext<ComponentType<MenuItemProps> | null>(null);

/** Something the header offers: a button, or on a phone an item of the header's menu. */
export function HeaderAction({ icon, label, isIconOnly = false, lang, onClick }: HeaderActionProps) {
  const MenuItem = useContext(MenuItemContext);
  const spoken = lang === undefined ? {} : { lang };
  if (MenuItem !== null) return <MenuItem icon={icon} label={label} onClick={onClick} {...spoken} />;
  if (isIconOnly) {
    return (
      <Tooltip label={label}>
        <ActionIcon variant="subtle" color="gray" c="inherit" size={30} aria-label={label} onClick={onClick}>
          {icon}
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      c="inherit"
      size="compact-sm"
      h={30}
      fw={500}
      leftSection={icon}
      onClick={onClick}
      {...spoken}
    >
      {label}
    </Button>
  );
}

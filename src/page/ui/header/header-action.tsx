import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { createContext, type ReactNode, useContext } from 'react';

interface HeaderActionProps {
  readonly icon: ReactNode;
  /** The accessible name, and the text of the button or menu item. */
  readonly label: string;
  /** Shows the icon alone where the header is wide enough for buttons, with the label as its tooltip. */
  readonly isIconOnly?: boolean;
  /** The language of the label, where it is another than the page's. */
  readonly lang?: string;
  readonly onClick: () => void;
}

/** Whether the actions inside are items of a menu. The menu says so, since an item cannot stand outside one. */
export const InMenuContext = createContext(false);

/** Something the header offers: a button, or on a phone an item of the header's menu. */
export function HeaderAction({ icon, label, isIconOnly = false, lang, onClick }: HeaderActionProps) {
  const isInMenu = useContext(InMenuContext);
  const spoken = lang === undefined ? {} : { lang };
  if (isInMenu) {
    return (
      <Menu.Item leftSection={icon} onClick={onClick} {...spoken}>
        {label}
      </Menu.Item>
    );
  }
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

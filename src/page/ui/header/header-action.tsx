import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhone } from '../kit/use-phone.ts';

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

/** Something the header offers: a button, or on a phone an item of the header's menu. */
export function HeaderAction({ icon, label, isIconOnly = false, lang, onClick }: HeaderActionProps) {
  const isPhone = usePhone();
  const spoken = lang === undefined ? {} : { lang };
  if (isPhone) {
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

import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';

interface DisclosureProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A title that unfolds the content below it. Folded content is not rendered. */
export function Disclosure({ title, children }: DisclosureProps) {
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        ml={-7}
        leftSection={<Icon size={15} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        {title}
      </Button>
      <Collapse expanded={isOpen} id={id} keepMounted={false}>
        {children}
      </Collapse>
    </div>
  );
}

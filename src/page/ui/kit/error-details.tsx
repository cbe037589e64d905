import { Button, Code, Collapse, CopyButton, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Small print for a report: folded away, untranslated, ready to be copied. */
export function ErrorDetails({ detail }: { readonly detail: string }) {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Group gap={4}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          c="inherit"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={id}
          rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        >
          {isOpen ? t('notices.hideDetails') : t('notices.details')}
        </Button>
        {isOpen && (
          <CopyButton value={detail}>
            {({ copied, copy }) => (
              <Button
                variant="subtle"
                color="gray"
                size="compact-xs"
                c="inherit"
                onClick={copy}
                leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
              >
                {copied ? t('notices.copied') : t('notices.copy')}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
      <Collapse expanded={isOpen} id={id} keepMounted={false}>
        <Code
          block
          mt={4}
          mah={180}
          style={{ overflow: 'auto', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {detail}
        </Code>
      </Collapse>
    </div>
  );
}

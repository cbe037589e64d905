import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import panel from '../throughput/results.module.css';
import classes from './load.module.css';
import { LoadFields } from './load-fields.tsx';
import { LoadOutlook } from './load-outlook.tsx';
import { MoreLoadFields } from './more-load-fields.tsx';
import { PatternChoice } from './pattern-choice.tsx';
import { StartLoadButton } from './start-load-button.tsx';

/** What a load test sends, and how it batches. */
export function LoadSetup() {
  const { t } = useTranslation();
  const id = useId();
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <section className={panel.block} aria-label={t('load.title')} data-testid="load-setup">
      <p className={classes.intro}>{t('load.intro')}</p>
      <PatternChoice />
      <div className={classes.fields}>
        <LoadFields />
      </div>
      <Collapse expanded={isOpen} id={id} keepMounted={false}>
        <div className={classes.fields}>
          <MoreLoadFields />
        </div>
      </Collapse>
      <div className={classes.actions}>
        <StartLoadButton />
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={id}
          rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        >
          {isOpen ? t('sweep.fewer') : t('sweep.more')}
        </Button>
      </div>
      <LoadOutlook />
    </section>
  );
}

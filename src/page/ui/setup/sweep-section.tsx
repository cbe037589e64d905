import { Button, Collapse } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { laterPart } from '../kit/later-part.tsx';
import { Section } from '../kit/section.tsx';
import { PlanSentence } from './plan-sentence.tsx';
import { SettingField } from './setting-field.tsx';
import classes from './sweep.module.css';
import { ValueChips } from './value-chips.tsx';

const MoreSettings = laterPart(async () => (await import('./more-settings.tsx')).MoreSettings);

/** The settings of a sweep: what to measure, and how thoroughly. */
export function SweepSection() {
  const { t } = useTranslation();
  const id = useId();
  const more = useRef<HTMLDivElement>(null);
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Section
      title={t('sweep.title')}
      aside={
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          rightSection={isOpen ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        >
          {isOpen ? t('sweep.fewer') : t('sweep.more')}
        </Button>
      }
    >
      <ValueChips
        name="batchSizes"
        label={t('sweep.batchSizes')}
        help={t('sweep.help.batchSizes')}
        addLabel={t('sweep.addBatchSize')}
      />
      <div className={`${classes.fields} ${classes.main}`}>
        <ValueChips
          name="pairCounts"
          label={t('sweep.pairCounts')}
          help={t('sweep.help.pairCounts')}
          addLabel={t('sweep.addPairCount')}
        />
        <SettingField
          name="maxLength"
          label={t('sweep.maxLength')}
          help={t('sweep.help.maxLength')}
          inputMode="numeric"
        />
        <SettingField
          name="repetitions"
          label={t('sweep.repetitions')}
          help={t('sweep.help.repetitions')}
          placeholder={t('sweep.adaptive')}
          inputMode="numeric"
        />
      </div>
      <Collapse
        expanded={isOpen}
        id={id}
        keepMounted={false}
        ref={more}
        onTransitionEnd={() => more.current?.scrollIntoView({ block: 'nearest' })}
      >
        <MoreSettings />
      </Collapse>
      <PlanSentence />
    </Section>
  );
}

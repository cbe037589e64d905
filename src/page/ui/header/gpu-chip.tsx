import { Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { plainAdapterName } from '../../../core/rerank/adapter-name.ts';
import { useAppState } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { useBackendNames } from './backend-in-use.ts';
import classes from './gpu-chip.module.css';
import { GpuFacts } from './gpu-facts.tsx';

/** The GPU in words people use, and the device that computes. It is always in sight, and opens the facts. */
export function GpuChip() {
  const { t } = useTranslation();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const standing = useAppState(gpuStanding);
  return (
    <div className={classes.place} data-testid="gpu-badge" role="status" aria-label={t('gpu.label')}>
      <Popover
        opened={isOpen}
        onDismiss={close}
        width="min(27rem, calc(100vw - 24px))"
        position="bottom-start"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <UnstyledButton
            className={classes.chip ?? ''}
            data-standing={standing}
            aria-haspopup="dialog"
            onClick={toggle}
          >
            <span className={classes.dot} aria-hidden />
            <span className={classes.words}>
              <GpuWords />
            </span>
            <IconChevronDown size={14} aria-hidden className={classes.more} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={0} aria-label={t('gpu.facts')} data-testid="gpu-facts">
          <GpuFacts />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

/** Whether the GPU is still looked for, is of use, or lacks something that the facts explain. */
const gpuStanding = ({ machine }: Pick<AppState, 'machine'>): 'looking' | 'good' | 'caution' => {
  if (machine.state === 'probing') return 'looking';
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  return adapter === null || adapter.isSoftware ? 'caution' : 'good';
};

function GpuWords() {
  const { t } = useTranslation();
  const machine = useAppState((state) => state.machine);
  const devices = useBackendNames().devices;
  if (machine.state === 'probing') return t('gpu.probing');
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  if (adapter === null) return t('gpu.none');
  const name = adapter.name === '' ? t('gpu.unnamed') : plainAdapterName(adapter.name);
  return (
    <>
      {name}
      {adapter.isSoftware && ` (${t('gpu.software')})`} · {devices}
    </>
  );
}

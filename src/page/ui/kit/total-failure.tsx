import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { Callout } from './callout.tsx';
import { nextStep } from './next-step.ts';
import { usePhone } from './use-phone.ts';

interface TotalFailureProps {
  readonly title: string;
  readonly message: Message;
  /** Does the same once more, with the settings of the moment. */
  readonly again: () => Promise<unknown>;
  /** A better next step than the failure's own. */
  readonly step?: ReactNode;
}

/** A job that came to nothing: what failed, and one button for what to do next. */
export function TotalFailure({ title, message, again, step }: TotalFailureProps) {
  return (
    <Callout severity="error" title={title} message={message}>
      {step ?? <NextStepButton message={message} again={again} />}
    </Callout>
  );
}

function NextStepButton({ message, again }: Pick<TotalFailureProps, 'message' | 'again'>) {
  const { t } = useTranslation();
  const settings = useAppState((state) => state.settings);
  const changeSettings = useAppState((state) => state.changeSettings);
  const editInput = useAppState((state) => state.editInput);
  const showResult = useAppState((state) => state.showResult);
  const isPhone = usePhone();
  const step = nextStep(message.key, settings);
  const take = ({ currentTarget: { ownerDocument: page } }: MouseEvent) => {
    switch (step.kind) {
      case 'again':
        return void again();
      case 'reload':
        return page.location.reload();
      case 'input':
        return editInput(step.part);
      case 'model':
      case 'smaller':
        // A phone shows the set-up in a view of its own.
        if (isPhone) showResult('setup');
        requestAnimationFrame(() => page.querySelector<HTMLElement>(chosenModel)?.focus());
        return;
      default:
        changeSettings(step.settings);
        void again();
    }
  };
  return (
    <Button my={6} variant="default" size="sm" onClick={take}>
      {t(`nextStep.${step.kind}`)}
    </Button>
  );
}

const chosenModel = '[data-testid="model-choice"] input';

/** Leads to the results of earlier runs, where there are any. */
export function EarlierResults() {
  const { t } = useTranslation();
  const failed = useAppState((state) => state.draft?.id);
  const hasEarlier = useAppState((state) => state.history.entries.some(({ id }) => id !== failed));
  const showResult = useAppState((state) => state.showResult);
  if (!hasEarlier) return null;
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconHistory size={16} aria-hidden />}
        onClick={() => showResult('history')}
      >
        {t('nextStep.earlier')}
      </Button>
    </div>
  );
}

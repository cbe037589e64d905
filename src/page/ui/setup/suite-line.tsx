import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SuiteName, suiteMinutes, suiteNames } from '../../../core/settings/suite-names.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { Section } from '../kit/section.tsx';
import classes from './suite-line.module.css';

/** The standard suite, in one line: which one, and the button that runs it as it is, whatever the set-up says. */
export function SuiteLine() {
  const { t } = useTranslation();
  const asked = useAppState((state) => state.settings.suite);
  return (
    <Section
      title={t('suiteChoice.title')}
      className={classes.line}
      aside={asked === null ? <SuiteStart /> : <AskedSuite name={asked} />}
    >
      {null}
    </Section>
  );
}

function SuiteStart() {
  const { t } = useTranslation();
  const { runSuite } = useServices();
  const [name, setName] = useState<SuiteName>('quick');
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return (
    <div className={classes.choice}>
      <NativeSelect
        size="xs"
        classNames={{ input: classes.control ?? '' }}
        aria-label={t('suiteChoice.label')}
        value={name}
        data={suiteNames.map((one) => ({
          value: one,
          label: t('suiteChoice.option', {
            name: t(`suiteChoice.name.${one}`),
            minutes: suiteMinutes[one],
          }),
        }))}
        onChange={({ currentTarget }) =>
          setName(suiteNames.find((one) => one === currentTarget.value) ?? 'quick')
        }
      />
      <Button
        variant="light"
        size="xs"
        className={classes.control ?? ''}
        title={t('suiteChoice.help')}
        // Not `disabled`, because the button must keep the focus while its suite runs.
        {...(isRunning && { 'data-disabled': true })}
        aria-disabled={isRunning}
        onClick={() => {
          if (!isRunning) void runSuite(name);
        }}
      >
        {t('suiteChoice.run')}
      </Button>
    </div>
  );
}

/** Where a link named a suite: the main button runs it, and what is set beside it departs from it. */
function AskedSuite({ name }: { readonly name: SuiteName }) {
  const { t } = useTranslation();
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <div className={classes.choice}>
      <p className={classes.text} data-testid="asked-suite">
        {t('suiteChoice.asked', { name: t(`suiteChoice.name.${name}`) })}
      </p>
      <Button variant="subtle" size="compact-xs" onClick={() => changeSettings({ suite: null })}>
        {t('suiteChoice.leave')}
      </Button>
    </div>
  );
}

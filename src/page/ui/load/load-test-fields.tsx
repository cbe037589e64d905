import { Checkbox, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { arrivalPatterns } from '../../../core/serving/arrival.ts';
import { policies } from '../../../core/serving/batch-rule.ts';
import { shareOfCapacity } from '../../../core/settings/load-test-plan.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-texts.ts';
import { SettingField } from '../setup/setting-field.tsx';
import classes from './load-test.module.css';

/** The fields of the question: the limit on the latency, what comes, and how many documents each brings. */
export function QuestionFields() {
  const { t } = useTranslation();
  const format = useFormat();
  const isClosed = useAppState((state) => state.settings.arrivals === 'closed');
  const percentile = useAppState((state) => state.settings.tailPercentile);
  const share = format.percent(shareOfCapacity);
  return (
    <>
      <SettingField
        name="tailLatency"
        label={t('load.field.tailLatency', { tail: `P${percentile}` })}
        help={t('load.help.tailLatency', { percentile })}
        inputMode="numeric"
      />
      {isClosed ? (
        <LoadField name="clients" />
      ) : (
        <SettingField
          name="rate"
          label={t('load.field.rate')}
          help={t('load.help.rate', { share })}
          placeholder={t('load.automaticRate', { share })}
          inputMode="decimal"
        />
      )}
      <SettingField
        name="pairsPerRequest"
        label={t('load.field.pairsPerRequest')}
        help={t('load.help.pairsPerRequest')}
        inputMode="text"
      />
    </>
  );
}

/** Every other setting of a load test. */
export function AllLoadTestFields() {
  const { t } = useTranslation();
  const arrivals = useAppState((state) => state.settings.arrivals);
  return (
    <>
      <PatternChoice />
      <PolicyChoice />
      <div className={classes.fields}>
        {arrivals === 'bursts' && <LoadField name="burstSize" />}
        <LoadField name="duration" />
        <LoadField name="maxBatch" />
        <LoadField name="maxWait" />
        {arrivals !== 'closed' && (
          <SettingField
            name="rampTo"
            label={t('load.field.rampTo')}
            help={t('load.help.rampTo')}
            placeholder={t('load.noRamp')}
            inputMode="decimal"
          />
        )}
        <LoadField name="batchTokens" placeholder={t('load.noLimit')} />
        <LoadField name="lookAhead" />
        <LoadField name="timeout" />
        <LoadField name="queueLimit" />
        <LoadField name="maxArrivals" />
        <LoadField name="tailPercentile" />
        <SettingField name="seed" label={t('sweep.seed')} help={t('load.help.seed')} inputMode="numeric" />
      </div>
    </>
  );
}

type WholeNumber =
  | 'clients'
  | 'burstSize'
  | 'duration'
  | 'maxBatch'
  | 'maxWait'
  | 'batchTokens'
  | 'lookAhead'
  | 'timeout'
  | 'queueLimit'
  | 'maxArrivals'
  | 'tailPercentile';

/** A field for a number, with its own label and help. */
function LoadField({ name, placeholder }: { readonly name: WholeNumber; readonly placeholder?: string }) {
  const { t } = useTranslation();
  return (
    <SettingField
      name={name}
      label={t(`load.field.${name}`)}
      help={t(`load.help.${name}`)}
      {...(placeholder !== undefined && { placeholder })}
      inputMode="numeric"
    />
  );
}

/** How requests arrive, and what that means. */
function PatternChoice() {
  const { t } = useTranslation();
  const helpId = useId();
  const arrivals = useAppState((state) => state.settings.arrivals);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <div className={classes.pattern}>
      <SegmentedControl
        size="sm"
        aria-label={t('load.arrivals')}
        aria-describedby={helpId}
        value={arrivals}
        data={arrivalPatterns.map((value) => ({ value, label: t(`load.pattern.${value}`) }))}
        onChange={(chosen) => {
          const pattern = arrivalPatterns.find((one) => one === chosen);
          if (pattern !== undefined) changeSettings({ arrivals: pattern });
        }}
      />
      <p id={helpId} className={classes.help}>
        {t(`load.patternHelp.${arrivals}`)}
      </p>
    </div>
  );
}

function PolicyChoice() {
  const { t } = useTranslation();
  const chosen = useAppState((state) => state.settings.policies);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Checkbox.Group
      label={t('load.field.policies')}
      value={[...chosen]}
      onChange={(values) => {
        const next = policies.filter((one) => values.includes(one));
        // The last one stays, because a load test needs a policy.
        if (next.length > 0) changeSettings({ policies: next });
      }}
    >
      <div className={classes.policies}>
        {policies.map((policy) => (
          <Checkbox key={policy} size="sm" value={policy} label={t(`load.policy.${policy}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

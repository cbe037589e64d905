import { Button, MultiSelect, Select, Switch } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { batchOrders, runtimeChoices } from '../../../core/rerank/devices.ts';
import { gpuOptionChoices } from '../../../core/rerank/gpu-options.ts';
import { truncations } from '../../../core/rerank/pair-encoding.ts';
import { isTwinId, twinGraphs } from '../../../core/rerank/twins.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { Tooltip } from '../kit/tooltip.tsx';
import { SettingField } from './setting-field.tsx';
import classes from './sweep.module.css';

/** Settings that most visitors never need. */
export function MoreSettings() {
  const { t } = useTranslation();
  return (
    <div className={classes.fields}>
      <SettingField name="label" label={t('sweep.label')} placeholder={t('sweep.labelPlaceholder')} />
      <SettingField name="seed" label={t('sweep.seed')} help={t('sweep.help.seed')} inputMode="numeric" />
      <SpeedSettings />
      <SettingField
        name="host"
        label={t('sweep.host')}
        help={t('sweep.help.host')}
        inputMode="url"
        onFinish
        className={classes.wide}
      />
      <StepDownSwitch />
      <KeepTextSwitch />
      <ProfileSwitch />
    </div>
  );
}

/** Settings that change a lane's speed with the same model on the same device. */
function SpeedSettings() {
  const { t } = useTranslation();
  return (
    <>
      <SettingField
        name="threads"
        label={t('sweep.threads')}
        help={t('speed.help.threads')}
        placeholder={t('speed.automatic')}
        inputMode="numeric"
      />
      <SettingField
        name="workers"
        label={t('speed.workers')}
        help={t('speed.help.workers')}
        placeholder={t('speed.automatic')}
        inputMode="numeric"
      />
      <SettingField
        name="tokenBudgets"
        label={t('speed.tokenBudgets')}
        help={t('speed.help.tokenBudgets')}
        placeholder={t('speed.tokenBudgetsNone')}
      />
      <SettingField
        name="paddingMultiples"
        label={t('speed.paddingMultiples')}
        help={t('speed.help.paddingMultiples')}
      />
      <CalibrateAgain />
      <RuntimeSelect />
      <GpuOptionSelect />
      <GraphSelect />
      <OrderSelect />
      <TruncationSelect />
    </>
  );
}

/**
 * Forgets the calibrations found on this device. Shown only if the model is not built in and neither threads
 * nor sessions are set.
 */
function CalibrateAgain() {
  const { t } = useTranslation();
  const { forgetCalibrations } = useServices();
  const isAutomatic = useAppState(
    ({ settings }) =>
      settings.threads === null && settings.workers === null && !settings.model.startsWith('builtin:'),
  );
  const [isForgotten, setIsForgotten] = useState(false);
  if (!isAutomatic) return null;
  return (
    <div className={classes.wide}>
      <Tooltip label={t('calibration.againHelp')} position="top-start">
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconRefresh size={14} />}
          onClick={async () => {
            await forgetCalibrations();
            setIsForgotten(true);
          }}
        >
          {t('calibration.again')}
        </Button>
      </Tooltip>
      <span role="status" className={classes.forgotten}>
        {isForgotten && t('calibration.forgotten')}
      </span>
    </div>
  );
}

interface LaneChoicesProps<Choice extends string> {
  readonly label: string;
  readonly description: string;
  readonly choices: readonly Choice[];
  readonly nameOf: (choice: Choice) => string;
  readonly chosen: readonly Choice[];
  /** Gets what is chosen now, in the order of `choices`; it may be empty. */
  readonly onChange: (chosen: readonly Choice[]) => void;
}

/** Several choices of one setting. Each one is measured in a lane of its own. */
function LaneChoices<Choice extends string>(props: LaneChoicesProps<Choice>) {
  const { label, description, choices, nameOf, chosen, onChange } = props;
  return (
    <MultiSelect
      label={label}
      description={description}
      size="sm"
      data={choices.map((value) => ({ value, label: nameOf(value) }))}
      value={[...chosen]}
      onChange={(now: readonly string[]) => onChange(choices.filter((one) => now.includes(one)))}
    />
  );
}

/** The builds of ONNX Runtime to measure with. */
function RuntimeSelect() {
  const { t } = useTranslation();
  const runtime = useAppState((state) => state.settings.runtime);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <LaneChoices
      label={t('speed.runtime')}
      description={t('speed.help.runtime')}
      choices={runtimeChoices}
      nameOf={(choice) => t(`speed.build.${choice}`)}
      chosen={runtime}
      // If none is left, the page chooses.
      onChange={(next) => changeSettings({ runtime: next.length > 0 ? next : ['auto'] })}
    />
  );
}

/** ONNX Runtime's options on WebGPU to measure with. */
function GpuOptionSelect() {
  const { t } = useTranslation();
  const gpuOptions = useAppState((state) => state.settings.gpuOptions);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <LaneChoices
      label={t('speed.gpuOptions')}
      description={t('speed.help.gpuOptions')}
      choices={gpuOptionChoices}
      nameOf={(choice) => t(`speed.gpuOption.${choice}`)}
      chosen={gpuOptions}
      onChange={(next) => changeSettings({ gpuOptions: next.length > 0 ? next : ['standard'] })}
    />
  );
}

/** How a twin's graph is written. Shown for twins, and where another model has to be set back. */
function GraphSelect() {
  const { t } = useTranslation();
  const graph = useAppState((state) => state.settings.graph);
  const isTwin = useAppState((state) => isTwinId(state.settings.model));
  const changeSettings = useAppState((state) => state.changeSettings);
  if (!isTwin && !graph.includes('fused')) return null;
  return (
    <LaneChoices
      label={t('speed.graph')}
      description={t('speed.help.graph')}
      choices={twinGraphs}
      nameOf={(choice) => t(`speed.graphStyle.${choice}`)}
      chosen={graph}
      onChange={(next) => changeSettings({ graph: next.length > 0 ? next : ['exported'] })}
    />
  );
}

/** The orders in which pairs go into batches. */
function OrderSelect() {
  const { t } = useTranslation();
  const order = useAppState((state) => state.settings.order);
  const changeSettings = useAppState((state) => state.changeSettings);
  const names = { length: t('sweep.orderLength'), input: t('sweep.orderInput') };
  return (
    <LaneChoices
      label={t('sweep.order')}
      description={t('sweep.help.order')}
      choices={batchOrders}
      nameOf={(choice) => names[choice]}
      chosen={order}
      onChange={(next) => {
        // The last one stays, because a lane needs an order.
        if (next.length > 0) changeSettings({ order: next });
      }}
    />
  );
}

/** What is cut of a pair that is longer than max length. */
function TruncationSelect() {
  const { t } = useTranslation();
  const truncation = useAppState((state) => state.settings.truncation);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Select
      label={t('sweep.truncation')}
      description={t('sweep.help.truncation')}
      size="sm"
      allowDeselect={false}
      data={truncations.map((value) => ({ value, label: t(`sweep.truncates.${value}`) }))}
      value={truncation}
      onChange={(next) =>
        changeSettings({ truncation: truncations.find((one) => one === next) ?? 'only-second' })
      }
    />
  );
}

/** A setting that is on or off. */
function SettingSwitch(props: {
  readonly name: 'stepDown' | 'keepText' | 'profilePass';
  readonly label: string;
  readonly help: string;
}) {
  const { name, label, help } = props;
  const isOn = useAppState((state) => state.settings[name]);
  const changeSettings = useAppState((state) => state.changeSettings);
  return (
    <Switch
      className={classes.wide ?? ''}
      size="sm"
      label={label}
      // Mantine's label holds the description too, which would be read as name and as description.
      aria-label={label}
      description={help}
      checked={isOn}
      onChange={(event) => changeSettings({ [name]: event.currentTarget.checked })}
    />
  );
}

/** Whether Rank continues with smaller batches when memory runs out. */
export function StepDownSwitch() {
  const { t } = useTranslation();
  return <SettingSwitch name="stepDown" label={t('stepDown.setting')} help={t('stepDown.settingHelp')} />;
}

/** Whether the record holds the measured texts, or only their number and hash. */
function KeepTextSwitch() {
  const { t } = useTranslation();
  return <SettingSwitch name="keepText" label={t('keepText.setting')} help={t('keepText.settingHelp')} />;
}

/** Whether each sweep ends with a profile. */
function ProfileSwitch() {
  const { t } = useTranslation();
  return <SettingSwitch name="profilePass" label={t('profile.setting')} help={t('profile.settingHelp')} />;
}

import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCpu, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AdapterRecord } from '../../../core/document/run-record.ts';
import { type Device, deviceKinds } from '../../../core/rerank/devices.ts';
import { useAppState } from '../../store/app-context.ts';
import type { AppState } from '../../store/app-state.ts';
import { defaultDevice } from '../../store/machine-slice.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './gpu-badge.module.css';

/** The GPU's name, or that there is none, and the device that computes. It is always in sight. */
export function GpuBadge() {
  const { t } = useTranslation();
  return (
    <div className={classes.badge} data-testid="gpu-badge" role="status" aria-label={t('gpu.label')}>
      <AdapterLine />
      <BackendLine />
    </div>
  );
}

function AdapterLine() {
  const { t } = useTranslation();
  const machine = useAppState((state) => state.machine);
  switch (machine.state) {
    case 'probing':
      return <Line icon={<IconLoader2 size={16} aria-hidden />} text={t('gpu.probing')} />;
    case 'failed':
      return <Line caution icon={<IconAlertTriangle size={16} aria-hidden />} text={t('gpu.failed')} />;
    case 'known': {
      const { adapter, adapterAbsence } = machine.probe;
      if (adapter !== null) return <AdapterName adapter={adapter} />;
      const text =
        adapterAbsence === 'no-webgpu'
          ? t('gpu.noWebgpu')
          : adapterAbsence === 'error'
            ? t('gpu.failed')
            : t('gpu.noAdapter');
      return <Line caution icon={<IconAlertTriangle size={16} aria-hidden />} text={text} />;
    }
    default:
      return machine satisfies never;
  }
}

function AdapterName({ adapter }: { readonly adapter: AdapterRecord }) {
  const { t } = useTranslation();
  const name = adapter.name === '' ? t('gpu.unnamed') : adapter.name;
  const note = [
    ...(adapter.nameSource === 'webgl' ? [t('gpu.namedByWebgl')] : []),
    ...(adapter.isSoftware ? [`· ${t('gpu.software')}`] : []),
  ].join(' ');
  const description = [adapter.vendor, adapter.architecture, adapter.device, adapter.description]
    .filter((part) => part !== '')
    .join(' / ');
  return (
    <Tooltip
      label={
        <>
          <div>{name}</div>
          {description !== '' && <div>{t('gpu.adapter', { description })}</div>}
          {adapter.webglRenderer !== undefined && adapter.nameSource !== 'webgl' && (
            <div>{t('gpu.webgl', { renderer: adapter.webglRenderer })}</div>
          )}
        </>
      }
    >
      <Line
        caution={adapter.isSoftware}
        icon={
          adapter.isSoftware ? <IconAlertTriangle size={16} aria-hidden /> : <IconCpu size={16} aria-hidden />
        }
        text={name}
        note={note}
      />
    </Tooltip>
  );
}

interface LineProps extends React.ComponentProps<'span'> {
  readonly icon: React.ReactNode;
  readonly text: string;
  readonly note?: string;
  readonly caution?: boolean;
}

function Line({ icon, text, note = '', caution = false, ...rest }: LineProps) {
  return (
    <span {...rest} className={classes.line} data-caution={caution || undefined}>
      {icon}
      <span className={classes.name}>
        {text}
        {note !== '' && <span className={classes.note}> {note}</span>}
      </span>
    </span>
  );
}

function BackendLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const tense = useAppState((state) => backendInUse(state).tense);
  const devices = useAppState((state) =>
    backendInUse(state)
      .devices.map((device) => deviceKinds[device].name)
      .join('\n'),
  );
  const probing = useAppState((state) => state.machine.state === 'probing');
  if (probing) return null;
  return (
    <span className={classes.backend}>
      {t(`backend.${tense}`, { devices: format.list(devices.split('\n')) })}
    </span>
  );
}

/** The devices that compute now, else those that did last, else those that will next. */
interface BackendInUse {
  readonly tense: 'now' | 'last' | 'next';
  readonly devices: readonly Device[];
}

type BackendState = Pick<
  AppState,
  'runState' | 'progress' | 'draft' | 'ranking' | 'rankJob' | 'model' | 'settings' | 'machine'
>;

export function backendInUse(state: BackendState): BackendInUse {
  const { runState, progress, draft, ranking, rankJob, model, settings, machine } = state;
  const lane = isRunUnderWay(runState) ? draft?.lanes[progress?.lane ?? 0] : undefined;
  if (lane !== undefined) return { tense: 'now', devices: [lane.deviceUsed ?? lane.device] };
  if (rankJob.state === 'scoring' && model.state === 'ready') {
    return { tense: 'now', devices: [model.model.deviceUsed] };
  }
  const used = [...(draft?.lanes.map((one) => one.deviceUsed) ?? []), ranking?.deviceUsed];
  const last = [...new Set(used.filter((device) => device !== null && device !== undefined))];
  if (last.length > 0) return { tense: 'last', devices: last };
  return { tense: 'next', devices: settings.device.length > 0 ? settings.device : [defaultDevice(machine)] };
}

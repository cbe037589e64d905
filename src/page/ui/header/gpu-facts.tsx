import { Code, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AdapterRecord } from '../../../core/document/run-record.ts';
import { useAppState } from '../../store/app-context.ts';
import type { MachineState } from '../../store/machine-slice.ts';
import { useFormat } from '../kit/use-texts.ts';
import { useBackendNames } from './backend-in-use.ts';
import classes from './gpu-chip.module.css';

/** What the browser really says of the GPU, what computes, and what to do where there is none. */
export function GpuFacts() {
  const { t } = useTranslation();
  const machine = useAppState((state) => state.machine);
  const { tense, devices } = useBackendNames();
  const adapter = machine.state === 'known' ? machine.probe.adapter : null;
  const advice = adviceKey(machine);
  return (
    <div className={classes.facts}>
      <Title order={2}>{adapter === null ? t(headingKey(machine)) : adapter.name || t('gpu.unnamed')}</Title>
      {/* Without a GPU the heading says it. */}
      {adapter !== null && <p>{t(`backend.${tense}`, { devices })}</p>}
      {advice !== null && <p className={classes.advice}>{t(advice)}</p>}
      {adapter !== null && <AdapterFacts adapter={adapter} />}
    </div>
  );
}

function headingKey(machine: MachineState) {
  if (machine.state === 'probing') return 'gpu.probing';
  const absence = machine.state === 'known' ? machine.probe.adapterAbsence : 'error';
  if (absence === 'no-webgpu') return 'gpu.noWebgpu';
  return absence === 'error' ? 'gpu.failed' : 'gpu.noAdapter';
}

/** What to do where models run on the CPU although the visitor may have a GPU; else `null`. */
function adviceKey(machine: MachineState) {
  if (machine.state === 'probing') return null;
  if (machine.state === 'failed') return 'notice.probeFailed';
  const { adapter, adapterAbsence } = machine.probe;
  if (adapter === null) return adapterAbsence === 'no-webgpu' ? 'notice.noWebgpu' : 'notice.noAdapter';
  return adapter.isSoftware ? 'notice.softwareAdapter' : null;
}

function AdapterFacts({ adapter }: { readonly adapter: AdapterRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = [adapter.vendor, adapter.architecture, adapter.device, adapter.description]
    .filter((part) => part !== '')
    .join(' / ');
  const renderer = adapter.webglRenderer ?? (adapter.nameSource === 'webgl' ? adapter.name : undefined);
  const limits = Object.entries(adapter.limits);
  return (
    <>
      <dl className={classes.says}>
        <dt>WebGPU</dt>
        <dd>{words === '' ? t('gpu.saysNothing') : words}</dd>
        {renderer !== undefined && (
          <>
            <dt>WebGL</dt>
            <dd>
              {renderer}
              {adapter.nameSource === 'webgl' && ` ${t('gpu.namedByWebgl')}`}
            </dd>
          </>
        )}
      </dl>
      {adapter.features.length > 0 && (
        <>
          <Title order={3}>{t('gpu.features')}</Title>
          <ul className={classes.features}>
            {[...adapter.features].sort().map((feature) => (
              <li key={feature}>
                <Code>{feature}</Code>
              </li>
            ))}
          </ul>
        </>
      )}
      {limits.length > 0 && (
        <>
          <Title order={3}>{t('gpu.limits')}</Title>
          <dl className={classes.limits}>
            {limits.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <Code>{name}</Code>
                </dt>
                <dd>{/Size$/.test(name) ? format.bytes(value) : format.count(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}

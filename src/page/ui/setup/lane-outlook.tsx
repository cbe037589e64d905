import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceKinds } from '../../../core/rerank/devices.ts';
import type { Excess } from '../../../core/rerank/model-fit.ts';
import type { KnownModel } from '../../jobs/known-model.ts';
import { type BackendChoice, chooseBackends } from '../../jobs/lane-choice.ts';
import { fitOnDevice } from '../../jobs/model-on-device.ts';
import { useAppState } from '../../store/app-context.ts';
import { laneName } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './model.module.css';
import { TwinDepthOffer } from './twin-facts.tsx';
import { useKnownModel } from './use-known-model.ts';

/** What each lane will run with and why, or why it cannot, before anything is downloaded. */
export function LaneOutlook() {
  const model = useAppState((state) => state.settings.model);
  const device = useAppState((state) => state.settings.device);
  const dtype = useAppState((state) => state.settings.dtype);
  const machine = useAppState((state) => state.machine);
  const { known } = useKnownModel();
  const lanes = useMemo(
    () => (machine.state === 'probing' ? [] : chooseBackends({ device, dtype }, known, machine)),
    [device, dtype, known, machine],
  );
  // A twin that cannot run in any lane has the reason beside its layers.
  if (known?.refusal !== undefined) return null;
  const isBuiltin = model.startsWith('builtin:');
  // Other parts of the setup already say that there is no GPU, or that the model is no reranker.
  const telling = lanes.filter(({ unavailable }) =>
    unavailable === null ? !isBuiltin : !toldElsewhere.has(unavailable.code),
  );
  if (telling.length === 0) return null;
  return (
    <ul className={classes.outlook} data-testid="lane-outlook">
      {telling.map((lane) => (
        <li key={`${lane.device} ${lane.dtype}`}>
          <LaneLine lane={lane} known={known} />
          <TwinDepthOffer lane={lane} known={known} />
        </li>
      ))}
    </ul>
  );
}

const toldElsewhere: ReadonlySet<string> = new Set(['no-gpu', 'not-a-reranker', 'unsupported-model']);

interface LaneLineProps {
  readonly lane: BackendChoice;
  readonly known: KnownModel | undefined;
}

function LaneLine({ lane, known }: LaneLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const excessText = useExcessText();
  const machine = useAppState((state) => state.machine);
  const deviceMemoryGiB = useAppState((state) => state.deviceMemoryGiB);
  const { device, dtype, file, reason, unavailable } = lane;
  const name = laneName({ ...lane, ...(file !== undefined && { model: { file } }) });
  if (unavailable !== null || dtype === null || reason === null) {
    const excess = dtype === null ? null : fitOnDevice(known, device, dtype, machine).problem;
    const why =
      unavailable?.code === 'model-too-large' && excess !== null
        ? excessText(excess)
        : t(`reason.${unavailable?.code ?? 'unknown'}`);
    return <span className={classes.caution}>{t('modelChoice.cannot', { lane: name, reason: why })}</span>;
  }
  const bytes = known?.weights?.find((one) => one.dtype === dtype)?.bytes ?? null;
  const values = { device: deviceKinds[device].name, dtype: file ?? dtype };
  const [doubt] = fitOnDevice(known, device, dtype, machine, deviceMemoryGiB).doubts;
  return (
    <>
      {bytes === null
        ? t('modelChoice.laneNoSize', values)
        : t('modelChoice.lane', { ...values, size: format.bytes(bytes) })}
      {reason !== 'asked' && ` ${t(`modelChoice.because.${reason}`)}`}
      {doubt !== undefined && (
        <span className={classes.caution}>
          {' '}
          {t('modelChoice.doubt', { lane: name, reason: excessText(doubt) })}
        </span>
      )}
    </>
  );
}

function useExcessText(): (excess: Excess) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ code, needBytes, limitBytes }) =>
    t(`modelChoice.excess.${code}`, { need: format.bytes(needBytes), limit: format.bytes(limitBytes) });
}

import { useMemo } from 'react';
import type { Twin } from '../../../core/rerank/twins.ts';
import { twinModelId } from '../../../core/rerank/twins.ts';
import { knownModel } from '../../jobs/known-model.ts';
import { chooseBackends } from '../../jobs/lane-choice.ts';
import { useAppState } from '../../store/app-context.ts';
import { useFormat } from '../kit/use-format.ts';
import classes from './model.module.css';

interface TwinLineProps {
  readonly twin: Twin;
  readonly label: string;
  readonly isChosen: boolean;
}

/** A twin in the list of models, with the size of its weights as the first lane would have them. */
export function TwinLine({ twin, label, isChosen }: TwinLineProps) {
  const format = useFormat();
  const id = twinModelId(twin);
  // How deep it is to be is said of the one that is chosen.
  const layers = useAppState(({ settings }) => (settings.model === id ? settings.layers : null));
  const device = useAppState((state) => state.settings.device);
  const dtype = useAppState((state) => state.settings.dtype);
  const machine = useAppState((state) => state.machine);
  const bytes = useMemo(() => {
    const known = knownModel(id, undefined, layers);
    const lanes = machine.state === 'probing' ? [] : chooseBackends({ device, dtype }, known, machine);
    const first = lanes.find(({ unavailable }) => unavailable === null) ?? lanes[0];
    return known?.weights?.find((one) => one.dtype === first?.dtype)?.bytes ?? null;
  }, [id, layers, device, dtype, machine]);
  return (
    <span className={classes.option}>
      <span className={isChosen ? classes.chosen : undefined}>{label}</span>
      {bytes !== null && <span className={classes.size}>{format.bytes(bytes)}</span>}
    </span>
  );
}

import { useTranslation } from 'react-i18next';
import type { KnownModel } from '../../jobs/known-model.ts';
import type { BackendChoice } from '../../jobs/lane-choice.ts';
import { smallerDepth } from '../../jobs/twin-depth.ts';
import { useAppState } from '../../store/app-context.ts';
import { laneName } from '../kit/names.ts';
import classes from './model.module.css';
import { UseDepthButton } from './use-depth-button.tsx';

interface TwinDepthOfferProps {
  readonly lane: BackendChoice;
  readonly known: KnownModel | undefined;
}

/** Where a twin may not fit a lane at the depth asked for: how many layers do, and a way to have them. */
export function TwinDepthOffer({ lane, known }: TwinDepthOfferProps) {
  const { t } = useTranslation();
  const machine = useAppState((state) => state.machine);
  const deviceMemoryGiB = useAppState((state) => state.deviceMemoryGiB);
  const depth = smallerDepth(known, lane.device, lane.dtype, machine, deviceMemoryGiB);
  if (depth === null || known?.twin === undefined) return null;
  const name = laneName(lane);
  if (depth === 0) {
    // What is missing is no memory that fewer layers could spare; the lane's own line says what it is.
    return lane.unavailable?.code === 'model-too-large' ? (
      <p className={classes.caution}>{t('twin.fitsNone', { lane: name })}</p>
    ) : null;
  }
  return (
    <p className={classes.caution}>
      {t('twin.fits', { lane: name, count: depth })}{' '}
      <UseDepthButton depth={depth} all={known.twin.twin.shape.num_hidden_layers} />
    </p>
  );
}

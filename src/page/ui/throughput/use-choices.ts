import { useMemo } from 'react';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';
import { useAppState } from '../../store/app-context.ts';
import { shownDraft } from '../../store/shown-run-slice.ts';
import { type SureChoices, sureChoices } from './headlines.ts';

const none: readonly RecommendationRecord[] = [];

/** The batch sizes to set in the run on show, as far as they are sure; the same object until that changes. */
export function useChoices(): SureChoices {
  const recommendations = useAppState((state) => shownDraft(state)?.recommendations ?? none);
  return useMemo(() => sureChoices(recommendations), [recommendations]);
}

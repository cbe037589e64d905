import { useMemo } from 'react';
import { localModelId, parseModelId } from '../../../core/rerank/model-id.ts';
import { useAppState } from '../../store/app-context.ts';

/** Ids of the folders that were given, and of the one that is chosen, be its files here or not. */
export function useLocalModels(): readonly string[] {
  const model = useAppState((state) => state.settings.model);
  const folders = useAppState((state) => state.localFolders);
  return useMemo(() => {
    const ids = [...folders.keys()].map(localModelId);
    const isMissing = parseModelId(model)?.source === 'local' && !ids.includes(model);
    return isMissing ? [...ids, model] : ids;
  }, [folders, model]);
}

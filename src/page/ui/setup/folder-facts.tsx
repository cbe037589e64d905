import { useTranslation } from 'react-i18next';
import { parseModelId } from '../../../core/rerank/model-id.ts';
import { useAppState } from '../../store/app-context.ts';
import { currentModelFacts } from '../../store/model-facts-slice.ts';
import { useFormat } from '../kit/use-format.ts';

/** What a local folder holds, or that it has to be chosen again. */
export function FolderFacts() {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useAppState((state) => state.settings.model);
  const facts = useAppState(currentModelFacts);
  const model = parseModelId(id);
  if (model?.source !== 'local') return null;
  if (facts?.state !== 'found') return <p>{t('localFolder.notHere', { name: model.name })}</p>;
  const sizes = facts.weights.map(({ dtype, bytes }) => `${dtype} ${format.bytes(bytes ?? 0)}`).join(' · ');
  return (
    <p>
      {sizes} · {t('localFolder.facts')}
    </p>
  );
}

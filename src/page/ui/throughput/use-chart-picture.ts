import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RunDraft } from '../../../core/document/run-draft.ts';
import { useServices } from '../../store/app-context.ts';
import { chartPicture, pictureToPng } from '../charts/chart-picture.ts';
import { usePictureWords } from './use-picture-words.ts';

/** Saves the chart that stands on the page. */
export function useChartPicture(): (
  page: Document,
  draft: RunDraft,
  extension: 'svg' | 'png',
) => Promise<void> {
  const { t } = useTranslation();
  const { exportPicture } = useServices();
  const words = usePictureWords();
  return async (page, draft, extension) => {
    try {
      const chart = page.getElementById('results');
      const picture = chart && chartPicture(chart, words(draft));
      if (!picture) throw new Error('There is no chart on the page.');
      const file =
        extension === 'svg'
          ? new Blob([picture.svg], { type: 'image/svg+xml' })
          : await pictureToPng(picture, page);
      exportPicture(file, extension);
    } catch (error) {
      console.warn(error);
      notifications.show({ message: t('exports.pictureFailed'), color: 'red' });
    }
  };
}

import { useAppState } from '../../store/app-context.ts';
import { Callout } from '../kit/callout.tsx';

/** What is wrong with the folder that was chosen last, until it is dismissed or another is chosen. */
export function FolderReport() {
  const report = useAppState((state) => state.folderReport);
  const setReport = useAppState((state) => state.setFolderReport);
  if (report === null) return null;
  return <Callout severity={report.severity} message={report.message} onDismiss={() => setReport(null)} />;
}

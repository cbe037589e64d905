import { useWindowEvent } from '@mantine/hooks';

/** A file dropped beside the documents would make the browser leave the page for it, and lose what is under way. */
export function useDropGuard(): void {
  useWindowEvent('dragover', refuseFiles);
  useWindowEvent('drop', refuseFiles);
}

function refuseFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

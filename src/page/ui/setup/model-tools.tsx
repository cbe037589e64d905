import { Group } from '@mantine/core';
import { DownloadedModelsButton } from './downloaded-models-button.tsx';
import { OpenFolderButton } from './open-folder-button.tsx';

/** Models that are on this machine already: on the disk, or in the browser. */
export function ModelTools() {
  return (
    <Group gap={2} ml={-6}>
      <OpenFolderButton />
      <DownloadedModelsButton />
    </Group>
  );
}

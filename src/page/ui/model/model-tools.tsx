import { Group } from '@mantine/core';
import { OpenFolderButton } from '../local-folder/open-folder-button.tsx';
import { DownloadedModelsButton } from '../model-cache/downloaded-models-button.tsx';

/** Models that are on this machine already: on the disk, or in the browser. */
export function ModelTools() {
  return (
    <Group gap={2} ml={-6}>
      <OpenFolderButton />
      <DownloadedModelsButton />
    </Group>
  );
}

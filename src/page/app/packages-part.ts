// All packages of the first screen but React share one built file (`first-packages` in vite.config.ts). Importing any
// name of it runs the whole file, which start.ts wants in a task of its own. Which name does not matter.
export { useOs } from '@mantine/hooks';

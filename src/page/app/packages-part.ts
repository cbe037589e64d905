// Any one name begins the file that holds all packages of the first screen (vite.config.ts).
export { useOs } from '@mantine/hooks';

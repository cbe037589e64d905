import { useMediaQuery } from '@mantine/hooks';

/** Whether the window is as narrow as a phone's: one view at a time, tabs at the bottom. The CSS repeats it. */
export const usePhone = (): boolean =>
  useMediaQuery('(max-width: 39.99em)', false, { getInitialValueInEffect: false });

import { useAppState } from '../../store/app-context.ts';

/** The hub's address without what every address has. */
export const useHostName = (): string =>
  useAppState((state) => state.settings.host.replace(/^https?:\/\//, '').replace(/\/$/, ''));

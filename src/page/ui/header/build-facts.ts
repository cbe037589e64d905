import { createContext } from 'react';

/** Which page this is, as its build wrote into it. */
export interface BuildFacts {
  readonly version: string;
  /** The commit's short hash; empty where it was built without one. */
  readonly commit: string;
  /** Address of the repository, without a slash at the end; empty where the build was given none. */
  readonly source: string;
  /**
   * Address of the repository, or of a branch of it, that takes results; empty where the build was given none.
   */
  readonly results: string;
  /** Whether `licences.md` lies beside the page: the development server has none. */
  readonly hasLicences: boolean;
}

declare global {
  /** Each build writes its facts in here (vite.config.ts). For the composition root alone; parts use the context. */
  const __BUILD__: BuildFacts;
}

export const BuildContext = createContext<BuildFacts>({
  version: '',
  commit: '',
  source: '',
  results: '',
  hasLicences: false,
});

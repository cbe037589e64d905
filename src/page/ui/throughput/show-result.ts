import { createContext, useContext } from 'react';
import type { ShownResult } from './use-shown-result.ts';

/** Brings a result to the front; what stands outside the results has nothing to bring. */
const ShowResultContext = createContext<(result: ShownResult) => void>(() => {});

export const ShowResult = ShowResultContext.Provider;

export const useShowResult = () => useContext(ShowResultContext);

/** What a browser tells of the connection (https://wicg.github.io/netinfo/). Only Chromium tells any of it. */
export interface ConnectionFacts {
  readonly saveData?: boolean;
  readonly type?: string;
  readonly effectiveType?: string;
}

export interface Connection {
  /** Whether the visitor has asked for less data. */
  readonly savesData: boolean;
  /** Whether megabytes that the visitor may never need are too dear, or too slow, to be fetched ahead. */
  readonly isMetered: boolean;
}

/**
 * A browser that tells nothing counts as one without a meter.
 *
 * @param navigator may have a `connection`
 */
export function connectionOf(navigator: object): Connection {
  const { connection = {} } = navigator as { readonly connection?: ConnectionFacts };
  const { saveData = false, type, effectiveType = '4g' } = connection;
  // "3g" is an estimate that a slow server is enough for.
  const isSlow = /2g$/.test(effectiveType);
  return { savesData: saveData, isMetered: saveData || type === 'cellular' || isSlow };
}

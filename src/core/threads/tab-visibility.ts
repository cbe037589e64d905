/** Indices of the shared words through which the page reaches a worker in the middle of a pass. */
export const controlWords = {
  /** 0 while work may go on, else not 0. */
  stop: 0,
  /** How often the tab was hidden or shown: odd while it is hidden. */
  visibilityChanges: 1,
} as const;
export const controlWordCount = 2;

/** Whether a tab is hidden after this many changes; a tab counts from when it was shown. */
export const isHiddenAfter = (visibilityChanges: number): boolean => visibilityChanges % 2 === 1;

/** Whether the tab is visible. Browsers slow hidden tabs down, so nothing is measured in them. */
export interface TabVisibility {
  /** How often the tab was hidden or shown; odd while it is hidden. */
  changes(): number;
  /** Resolves when the tab is visible, or when the work has to stop. */
  whenShown(): Promise<void>;
}

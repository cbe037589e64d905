/** Places of the shared words by which the page reaches a worker in the middle of a pass. */
export const controlWords = {
  /** 0 while work may go on. */
  stop: 0,
  /** How often the tab was hidden or shown: odd while it is hidden. */
  visibilityChanges: 1,
} as const;
export const controlWordCount = 2;

/** Whether a tab of so many changes is hidden. */
export const isHiddenAfter = (visibilityChanges: number): boolean => visibilityChanges % 2 === 1;

/** Whether the tab is in sight: browsers slow hidden ones down, so nothing is measured in them. */
export interface TabVisibility {
  /** How often the tab was hidden or shown; odd while it is hidden. */
  changes(): number;
  /** Resolves when the tab is in sight, or when the work is to stop. */
  whenShown(): Promise<void>;
}

/** Whether the tab is in sight: browsers slow hidden ones down, so nothing is measured in them. */
export interface TabVisibility {
  /** How often the tab was hidden or shown; odd while it is hidden. */
  changes(): number;
  /** Resolves when the tab is in sight, or when the work is to stop. */
  whenShown(): Promise<void>;
}

/** The standard suites, from the shortest to the longest; their settings are in `core/suite/suite.ts`. */
export const suiteNames = ['quick', 'standard', 'thorough'] as const;
export type SuiteName = (typeof suiteNames)[number];

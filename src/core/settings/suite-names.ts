/** The standard suites, from the shortest to the longest; their settings are in `core/suite/suite.ts`. */
export const suiteNames = ['quick', 'standard', 'thorough'] as const;

/** About how long each takes on an ordinary laptop, minutes. */
export const suiteMinutes = { quick: 1, standard: 5, thorough: 30 } as const;

export type SuiteName = (typeof suiteNames)[number];

/** How a command ends, for scripts and CI jobs; a contract (README, "From a terminal"). */
export const exitCode = {
  ok: 0,
  /** A requested lane, or the ranking, gave no result. */
  noResult: 1,
  usage: 2,
  /** There are results, and the scores behind them cannot be trusted. */
  suspectScores: 3,
  regression: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

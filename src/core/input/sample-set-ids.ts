/**
 * The names that links use for sample sets (`sample=` in the URL, `--sample` on the command line). They stand
 * apart from the sets, whose texts the first screen does not need.
 */
export const sampleSetIds = ['capital-of-france', 'support-search', 'chinese'] as const;

export type SampleSetId = (typeof sampleSetIds)[number];

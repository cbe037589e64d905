/**
 * The names that links use for sample sets (`sample=` in the URL, `--sample` on the command line). They stand
 * apart from the sets, whose texts the first screen does not need.
 */
export const sampleSetIds = ['capital-of-france', 'support-search', 'support-search-zh', 'chinese'] as const;

export type SampleSetId = (typeof sampleSetIds)[number];

/** The set that a newcomer finds in the editor, in each of the page's languages. None repeats in a default run. */
export const firstSampleIds = { en: 'support-search', 'zh-CN': 'support-search-zh' } as const;

/** The set that a link or a command measures if it names nothing else, in every language. */
export const firstSampleId: SampleSetId = firstSampleIds.en;

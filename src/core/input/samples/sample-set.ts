/** The name a link uses for a sample set (`sample=` in the URL, `--sample` on the command line). */
export type SampleSetId = 'capital-of-france' | 'support-search' | 'chinese';

/** One query with documents to rank, written for this project and free to copy. */
export interface SampleSet {
  readonly id: SampleSetId;
  readonly language: 'en' | 'zh-CN';
  readonly query: string;
  /** One line of text each, so that a set pasted as lines stays the same set. */
  readonly documents: readonly string[];
  /** Place of the document that answers the query. */
  readonly answer: number;
}

import { capitalOfFrance } from './samples/capital-of-france.ts';
import { chinese } from './samples/chinese.ts';
import type { SampleSet, SampleSetId } from './samples/sample-set.ts';
import { supportSearch } from './samples/support-search.ts';

export type { SampleSet, SampleSetId } from './samples/sample-set.ts';

/** All sample sets, in the order the page offers them; the first is what a newcomer sees. */
export const sampleSets: readonly SampleSet[] = [capitalOfFrance, supportSearch, chinese];

/** What a newcomer finds in the editor, and what a link or a command measures that names nothing else. */
export const firstSampleId: SampleSetId = 'support-search';

/** The set of that name, or `undefined` for a name no set has; `id` may come straight from a URL. */
export function findSampleSet(id: string): SampleSet | undefined {
  return sampleSets.find((set) => set.id === id);
}

import type { SampleSet } from './sample-set.ts';

/** The smallest set that shows a reordering: the answer stands third, so ranking visibly moves it. */
export const capitalOfFrance: SampleSet = {
  id: 'capital-of-france',
  language: 'en',
  query: 'What is the capital of France?',
  documents: [
    'Berlin is the capital of Germany and, with about 3.7 million people, its largest city.',
    'Madrid lies near the middle of the Iberian Peninsula and is the capital of Spain.',
    'Paris, on the river Seine, is the capital of France and the seat of its government.',
    'Rome is the capital of Italy; within it lies Vatican City, the smallest state in the world.',
  ],
  answer: 2,
};

import { compare } from './en/compare.ts';
import { downloads } from './en/downloads.ts';
import { exporting } from './en/export.ts';
import { failures } from './en/failures.ts';
import { history } from './en/history.ts';
import { localFolder } from './en/local-folder.ts';
import { messages } from './en/messages.ts';
import { modelCache } from './en/model-cache.ts';
import { modelChoice } from './en/model-choice.ts';
import { recommendation } from './en/recommendation.ts';
import { results } from './en/results.ts';
import { runDetails } from './en/run-details.ts';
import { screen } from './en/screen.ts';
import { setup } from './en/setup.ts';
import { states } from './en/states.ts';
import { stepDown } from './en/step-down.ts';

/** Every text of the page in English; other languages have exactly these keys. */
export const en = {
  ...screen,
  ...setup,
  ...modelChoice,
  ...results,
  ...recommendation,
  ...runDetails,
  ...states,
  ...messages,
  ...failures,
  ...stepDown,
  ...exporting,
  ...compare,
  ...history,
  ...downloads,
  ...localFolder,
  ...modelCache,
} as const;

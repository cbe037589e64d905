import { batching } from './en/batching.ts';
import { compare } from './en/compare.ts';
import { downloads } from './en/downloads.ts';
import { exporting } from './en/export.ts';
import { failures } from './en/failures.ts';
import { history } from './en/history.ts';
import { load } from './en/load.ts';
import { localFolder } from './en/local-folder.ts';
import { messages } from './en/messages.ts';
import { modelCache } from './en/model-cache.ts';
import { modelChoice } from './en/model-choice.ts';
import { peak } from './en/peak.ts';
import { recommendation } from './en/recommendation.ts';
import { results } from './en/results.ts';
import { runDetails } from './en/run-details.ts';
import { screen } from './en/screen.ts';
import { setup } from './en/setup.ts';
import { speed } from './en/speed.ts';
import { states } from './en/states.ts';
import { stepDown } from './en/step-down.ts';
import { twins } from './en/twins.ts';

/** Every text of the page in English; other languages have exactly these keys. */
export const en = {
  ...screen,
  ...setup,
  ...speed,
  ...batching,
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
  ...peak,
  ...twins,
  ...load,
} as const;

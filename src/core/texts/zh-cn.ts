import type { Translation } from './translation.ts';
import { batching } from './zh-cn/batching.ts';
import { compare } from './zh-cn/compare.ts';
import { downloads } from './zh-cn/downloads.ts';
import { exporting } from './zh-cn/export.ts';
import { failures } from './zh-cn/failures.ts';
import { history } from './zh-cn/history.ts';
import { load } from './zh-cn/load.ts';
import { localFolder } from './zh-cn/local-folder.ts';
import { messages } from './zh-cn/messages.ts';
import { modelCache } from './zh-cn/model-cache.ts';
import { modelChoice } from './zh-cn/model-choice.ts';
import { peak } from './zh-cn/peak.ts';
import { recommendation } from './zh-cn/recommendation.ts';
import { results } from './zh-cn/results.ts';
import { runDetails } from './zh-cn/run-details.ts';
import { screen } from './zh-cn/screen.ts';
import { setup } from './zh-cn/setup.ts';
import { speed } from './zh-cn/speed.ts';
import { states } from './zh-cn/states.ts';
import { stepDown } from './zh-cn/step-down.ts';
import { twins } from './zh-cn/twins.ts';

/** Every text of the page in Simplified Chinese. */
export const zhCn: Translation = {
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
};

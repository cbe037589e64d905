import type { Texts } from '../en/index.ts';
import { answer } from './answer.ts';
import { columns } from './columns.ts';
import { compare } from './compare.ts';
import { exporting } from './export.ts';
import { failures } from './failures.ts';
import { history } from './history.ts';
import { inputEditor } from './input-editor.ts';
import { load } from './load.ts';
import { messages } from './messages.ts';
import { modelChoice } from './model-choice.ts';
import { downloads, localFolder, modelCache } from './model-files.ts';
import { pageApi } from './page-api.ts';
import { present } from './present.ts';
import { profile } from './profile.ts';
import { publishedQuality } from './published-quality.ts';
import { quality } from './quality.ts';
import { recommendation } from './recommendation.ts';
import { report } from './report.ts';
import { results } from './results.ts';
import { peak, runDetails } from './run-details.ts';
import { screen } from './screen.ts';
import { setup } from './setup.ts';
import { batching, speed } from './speed.ts';
import { states } from './states.ts';
import { stepDown } from './step-down.ts';
import { suite } from './suite.ts';
import { terminal } from './terminal.ts';
import { twins } from './twins.ts';

const texts: Texts = {
  ...screen,
  ...setup,
  ...inputEditor,
  ...speed,
  ...columns,
  ...batching,
  ...modelChoice,
  ...publishedQuality,
  ...results,
  ...answer,
  ...recommendation,
  ...runDetails,
  ...states,
  ...messages,
  ...failures,
  ...stepDown,
  ...exporting,
  ...report,
  ...compare,
  ...history,
  ...downloads,
  ...localFolder,
  ...modelCache,
  ...pageApi,
  ...peak,
  ...present,
  ...profile,
  ...quality,
  ...twins,
  ...load,
  ...suite,
  ...terminal,
};

/** Simplified Chinese. */
export const zhCn = {
  code: 'zh-CN',
  texts,
  commandLine: () => import('./command-line.ts'),
} as const;

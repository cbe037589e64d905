import { answer } from './answer.ts';
import { columns } from './columns.ts';
import { compare } from './compare.ts';
import { exporting } from './export.ts';
import { failures } from './failures.ts';
import { history } from './history.ts';
import { inputMessages } from './input-messages.ts';
import { load } from './load.ts';
import { downloads } from './model-files.ts';
import { pageApi } from './page-api.ts';
import { profile } from './profile.ts';
import { quality } from './quality.ts';
import { recommendation } from './recommendation.ts';
import { report } from './report.ts';
import { results } from './results.ts';
import { peak, runDetails } from './run-details.ts';
import { batching } from './speed.ts';
import { states } from './states.ts';
import { stepDown } from './step-down.ts';
import { suite } from './suite.ts';
import { terminal } from './terminal.ts';

/** The texts in English of everything that is loaded after the first screen. */
export const later = {
  ...columns,
  ...batching,
  ...results,
  ...answer,
  ...recommendation,
  ...runDetails,
  ...states,
  ...failures,
  ...stepDown,
  ...exporting,
  ...report,
  ...compare,
  ...history,
  ...downloads,
  ...pageApi,
  ...peak,
  ...profile,
  ...quality,
  ...load,
  ...suite,
  ...terminal,
  ...inputMessages,
} as const;

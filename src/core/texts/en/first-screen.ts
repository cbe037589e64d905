import { inputEditor } from './input-editor.ts';
import { messages } from './messages.ts';
import { modelChoice } from './model-choice.ts';
import { localFolder, modelCache } from './model-files.ts';
import { present } from './present.ts';
import { publishedQuality } from './published-quality.ts';
import { screen } from './screen.ts';
import { setup } from './setup.ts';
import { speed } from './speed.ts';
import { twins } from './twins.ts';

/** What the page can say in English before anything but its first screen is loaded. */
export const firstScreen = {
  ...screen,
  ...setup,
  ...inputEditor,
  ...speed,
  ...modelChoice,
  ...publishedQuality,
  ...messages,
  ...localFolder,
  ...modelCache,
  ...present,
  ...twins,
} as const;

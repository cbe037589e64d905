import { failures } from './en/failures.ts';
import { messages } from './en/messages.ts';
import { results } from './en/results.ts';
import { screen } from './en/screen.ts';
import { setup } from './en/setup.ts';
import { states } from './en/states.ts';

/** Every text of the page in English; other languages have exactly these keys. */
export const en = { ...screen, ...setup, ...results, ...states, ...messages, ...failures } as const;

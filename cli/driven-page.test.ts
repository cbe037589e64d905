import { expect, it } from 'vitest';
import { BrowserEnded } from './command-error.ts';
import type { Tab } from './driven-browser.ts';
import { DrivenPage } from './driven-page.ts';

it.each(['rerankBench is not defined', 'page-left'])(
  'a page whose process died is told as the end of the browser: %s',
  async (told) => {
    let isDead = false;
    const evaluate: Tab['evaluate'] = async () => {
      if (isDead) throw new Error(told);
      return true as never;
    };
    const tab: Tab = { open: async () => {}, evaluate, close: async () => {} };
    const page = await DrivenPage.open(tab, 'http://127.0.0.1:4173/', 'chinese');
    isDead = true;
    await expect(page.run()).rejects.toBeInstanceOf(BrowserEnded);
  },
);

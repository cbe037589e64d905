import { type SceneName, sceneNames, sceneOf } from '../../src/page/ui/testing/scenes.ts';
import { axeFindings } from '../support/axe.ts';
import { expect, expectPicture, test } from './fixtures.ts';
import type { Scheme, Size } from './story-page.ts';

/** What visitors see most, and every chart, are pictured in all sizes and themes. */
const pages: readonly SceneName[] = ['start', 'done'];
const charts: readonly SceneName[] = ['throughput', 'latency', 'memory', 'padding', 'peak'];

const all: readonly (readonly [Size, Scheme])[] = [
  ['desktop', 'light'],
  ['desktop', 'dark'],
  ['tablet', 'dark'],
  ['tablet', 'light'],
  ['phone', 'light'],
  ['phone', 'dark'],
];
const some: typeof all = [
  ['desktop', 'light'],
  ['phone', 'dark'],
];

for (const name of sceneNames) {
  test(`${name}: looks as drawn, and axe finds nothing`, async ({ stories }) => {
    await stories.show(name);
    const { part, pictured: where } = sceneOf(name);
    const pictured = part === undefined ? stories.page : stories.page.locator(part);
    const looks = [...pages, ...charts].includes(name) ? all : some;
    for (const [size, scheme] of looks.filter(([one]) => where === undefined || one === where)) {
      await stories.look(size, scheme);
      expect.soft(await stories.motions(), 'moves although motion is to be reduced').toEqual([]);
      await expectPicture(pictured, `${name}-${size}-${scheme}`);
    }
    expect.soft(await axeFindings(stories.page), 'found by axe').toEqual([]);
    await stories.look('narrow', 'dark');
    const width = await stories.page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, 'scrolls sideways at 320 px').toBe(320);
    expect.soft(await stories.cutTexts(), 'cut off at 320 px').toEqual([]);
  });

  test(`${name}: axe finds nothing in any size and theme`, { tag: '@full' }, async ({ stories }) => {
    const found: string[] = [];
    await stories.show(name);
    for (const [size, scheme] of all) {
      await stories.look(size, scheme);
      for (const line of await axeFindings(stories.page)) found.push(`${size}, ${scheme}: ${line}`);
    }
    expect(found).toEqual([]);
  });
}

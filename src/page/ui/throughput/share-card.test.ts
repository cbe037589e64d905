// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SuiteWish, suiteRun } from '../../../core/suite/testing/suite-run.ts';
import { createTexts } from '../../../core/texts/create-texts.ts';
import { judgeRun } from '../../jobs/judge-run.ts';
import { drawCard } from '../charts/card-drawing.ts';
import { storyDraft, storyLane } from '../testing/story-draft.ts';
import { answerOf } from './answer.ts';
import { cardLines, cardWords } from './share-card.ts';

const gpu = storyLane({ device: 'webgpu', dtype: 'fp16', msPerPair: 2.4, msPerPass: 9, samples: 14 });
const cpu = storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 14 });
const draft = storyDraft([cpu, gpu]);
const answer = answerOf(draft);
if (answer === null) throw new Error('The story recommends nothing.');
const texts = createTexts('en');
const words = cardWords(draft, answer, texts, 'https://bench.example.org/rerank/?model=x#r=1');

const textsOf = (svg: string): string[] =>
  [...new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('text')].map(
    ({ textContent }) => textContent ?? '',
  );

describe('a share card', () => {
  it('says the answer, whose it is, and where the page is', () => {
    const { svg, width, height } = drawCard(document, words, cardLines(draft, answer, texts), 'light');
    expect([width, height]).toEqual([1200, 630]);
    const written = textsOf(svg);
    expect(written[0]).toBe(`Batch ${answer.batchSize}`);
    expect(written[1]).toMatch(/^[\d.,]+ pairs\/s · [\d.]+ × batch 1 · sure$/);
    expect(written).toContain(words.model);
    expect(written).toContain('bench.example.org/rerank');
    expect(svg).not.toMatch(/<(image|foreignObject|script|style)/);
  });

  it('draws each lane’s cells of the answer’s pair count and marks the answer alone', () => {
    const lines = cardLines(draft, answer, texts);
    expect(lines.map(({ marked }) => marked)).toEqual([null, answer.batchSize]);
    const cells = gpu.cells.filter(({ pairCount }) => pairCount === answer.pairCount);
    expect(lines[1]?.points.map(({ batchSize }) => batchSize)).toEqual(
      cells.map(({ batchSize }) => batchSize),
    );
    // Higher throughput lies higher on the picture, and a larger batch size further to the right.
    const { svg } = drawCard(document, words, lines, 'dark');
    // Those of the legend come first.
    const circles = [...svg.matchAll(/<circle[^>]*>/g)].slice(lines.length).map(([tag]) => ({
      cx: Number(/cx="([\d.]+)"/.exec(tag)?.[1]),
      cy: Number(/cy="([\d.]+)"/.exec(tag)?.[1]),
    }));
    const [first, second] = circles;
    const [a, b] = lines[0]?.points ?? [];
    expect(Math.sign((second?.cx ?? 0) - (first?.cx ?? 0))).toBe(1);
    expect(Math.sign((first?.cy ?? 0) - (second?.cy ?? 0))).toBe(
      Math.sign((b?.pairsPerSecond ?? 0) - (a?.pairsPerSecond ?? 0)),
    );
  });

  it('names its lines in their colours where there are several', () => {
    const lines = cardLines(draft, answer, texts);
    expect(lines.map(({ name }) => name)).toEqual(['WASM · q8', 'WebGPU · fp16']);
    const { svg } = drawCard(document, words, lines, 'light');
    const colours = [...svg.matchAll(/<polyline[^>]* stroke="(#\w+)"/g)].map(([, colour]) => colour);
    const legend = [
      ...svg.matchAll(/<line [^>]*stroke="(#\w+)"[^>]*\/><circle[^>]*\/><text[^>]*>([^<]*)<\/text>/g),
    ];
    expect(legend.map(([, colour, name]) => [colour, name])).toEqual(
      lines.map(({ name }, place) => [colours[place], name]),
    );
    expect(textsOf(drawCard(document, words, lines.slice(1), 'light').svg)).not.toContain('WebGPU · fp16');
  });

  it('has the chart’s colours in both themes', () => {
    const css = readFileSync(join(import.meta.dirname, '..', 'charts', 'chart.module.css'), 'utf8');
    const [light = '', dark = ''] = css.split('[data-mantine-color-scheme="dark"]');
    const [line] = cardLines(draft, answer, texts);
    if (line === undefined) throw new Error('The story has no lane.');
    for (const [theme, sheet] of [['light', light] as const, ['dark', dark] as const]) {
      const colours = [...sheet.matchAll(/--throughput-colour-\d: (#\w+);/g)].map(([, colour]) => colour);
      const { svg } = drawCard(document, words, Array(colours.length).fill(line), theme);
      expect([...svg.matchAll(/<polyline[^>]* stroke="(#\w+)"/g)].map(([, colour]) => colour)).toEqual(
        colours,
      );
      expect(colours).toHaveLength(6);
    }
  });

  it('calls a toy and a synthetic twin what they are', () => {
    const of = (model: string) =>
      cardWords({ ...draft, settings: { ...draft.settings, model } }, answer, texts, 'https://a.example/')
        .warning;
    expect(of('builtin:coverage')).toBe('a toy: not a reranker’s speed');
    expect(of('twin:bge-reranker-v2-m3')).toMatch(/^a synthetic twin/);
    expect(of('org/model')).toBeNull();
  });

  it('says a suite’s geometric mean and its largest shape’s headline, and where it departs', () => {
    const ofSuite = (wish: SuiteWish) => {
      const run = judgeRun(suiteRun(wish));
      const own = answerOf(run);
      if (own === null) throw new Error('The suite recommends nothing.');
      return cardWords(run, own, texts, 'https://a.example/');
    };
    const card = ofSuite({ name: 'quick' });
    expect(card.headline).toBe('Standard suite: quick');
    const run = judgeRun(suiteRun({ name: 'standard' }));
    const own = answerOf(run);
    if (own === null) throw new Error('The suite recommends nothing.');
    expect(cardLines(run, own, texts).map(({ name }) => name)).toEqual([
      'ms-marco-MiniLM-L-6-v2',
      'ettin-reranker-17m-v1',
    ]);
    expect(card.figures[0]).toMatch(/^Geometric mean: [\d.]+ pairs\/s ± [\d.]+%$/);
    expect(card.model).toMatch(/^ettin-reranker-17m-v1’s shape, q8, batch 1: [\d.]+ pairs\/s ± [\d.]+%$/);
    expect(card.warning).toMatch(/^a synthetic twin/);
    expect(ofSuite({ asked: { maxLength: 64 } }).warning).toBe('not the standard settings');
  });

  it('leaves out an address that only this machine can open', () => {
    expect(cardWords(draft, answer, texts, 'http://127.0.0.1:4173/').address).toBeNull();
  });

  it('cuts what is too long instead of writing over the edge', () => {
    const long = { ...words, model: 'a'.repeat(200), facts: ['b'.repeat(300)] };
    const { svg } = drawCard(document, long, cardLines(draft, answer, texts), 'light');
    expect(textsOf(svg).filter((text) => text.endsWith('…'))).toHaveLength(2);
  });
});

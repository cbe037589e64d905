// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { giveSizes, mountedRoot } from '../testing/mounted-page.tsx';
import { chartPicture, factLines } from './chart-picture.ts';
import { standaloneCopy } from './standalone-svg.ts';
import { exampleLabels } from './testing/labels.ts';
import { lane, measured } from './testing/lanes.ts';
import { ThroughputChart } from './throughput-chart.tsx';

const words = {
  title: 'a/model <with> & "signs"',
  facts: ['Some GPU', 'Test 1', 'Nov 20, 2026'],
  footer: 'Rerank Bench',
};

const svgOf = (markup: string): Element => {
  const parsed = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`,
    'image/svg+xml',
  );
  const drawing = document.importNode(parsed.documentElement, true);
  document.body.append(drawing);
  return drawing;
};

describe('standaloneCopy', () => {
  it('keeps shapes and texts, without what means something on the page only', () => {
    const copy = standaloneCopy(
      svgOf('<g class="c" data-x="1" transform="translate(1 2)"><text x="3" role="note">8 · 57/s</text></g>'),
    );
    const text = copy?.querySelector('text');
    expect(text?.textContent).toBe('8 · 57/s');
    expect(text?.getAttribute('x')).toBe('3');
    expect(copy?.querySelector('g')?.getAttribute('transform')).toBe('translate(1 2)');
    expect(copy?.querySelector('[class], [role], [data-x]')).toBeNull();
  });

  it('leaves out whatever would have to be fetched or could act', () => {
    const copy = standaloneCopy(
      svgOf(
        '<image href="https://example.com/a.png"/><script>1</script><style>@import "x"</style><a href="x"><path d="M0 0"/></a><foreignObject/><use href="#x"/><path d="M1 1"/>',
      ),
    );
    expect([...(copy?.children ?? [])].map(({ localName }) => localName)).toEqual(['path']);
  });

  it('leaves out what follows the pointer', () => {
    const copy = standaloneCopy(svgOf('<path class="passing" d="M0 0"/><path d="M1 1"/>'), '.passing');
    expect(copy?.querySelectorAll('path')).toHaveLength(1);
  });
});

describe('chartPicture', () => {
  const render = mountedRoot();
  beforeEach(giveSizes);

  const draw = () =>
    render(
      <ThroughputChart
        lanes={[lane('a', 'wasm', [measured(10, 1, 20), measured(10, 2, 30)])]}
        batchSizes={[1, 2]}
        labels={exampleLabels}
        formatNumber={String}
      />,
    );

  it('is null where no chart is drawn', () => {
    expect(chartPicture(document.body, words)).toBeNull();
  });

  it('is a document of its own with title, facts, legend, plot and footer as texts', async () => {
    await draw();
    const picture = chartPicture(document.body, words);
    const parsed = new DOMParser().parseFromString(picture?.svg ?? '', 'image/svg+xml').documentElement;
    const texts = [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(parsed.namespaceURI).toBe('http://www.w3.org/2000/svg');
    expect(parsed.getAttribute('viewBox')).toBe(`0 0 ${picture?.width} ${picture?.height}`);
    expect(texts[0]).toBe(words.title);
    expect(texts).toEqual(expect.arrayContaining(['Lane a', '10 pairs', 'pairs/s', 'best', 'Rerank Bench']));
    expect(texts).toContain('2 · 30/s');
    expect(texts.join()).toContain('Some GPU');
    // The swatch of the one line, the keys, and the plot.
    expect(parsed.querySelectorAll('svg svg, svg > svg').length).toBeGreaterThanOrEqual(4);
  });

  it('escapes the words it is given', async () => {
    await draw();
    const svg = chartPicture(document.body, words)?.svg ?? '';
    expect(svg).toContain('a/model &lt;with&gt; &amp; ');
    expect(svg).not.toContain('<with>');
  });
});

const letters = (text: string) => text.length;

describe('factLines', () => {
  it('joins facts as long as they fit', () => {
    expect(factLines(['GPU', 'Chrome', 'Linux'], 20, letters)).toEqual(['GPU · Chrome · Linux']);
    expect(factLines(['GPU', 'Chrome', 'Linux'], 19, letters)).toEqual(['GPU · Chrome', 'Linux']);
  });

  it('gives a fact that is too long by itself a line of its own', () => {
    expect(factLines(['a very long name', 'Linux'], 8, letters)).toEqual(['a very long name', 'Linux']);
    expect(factLines([], 8, letters)).toEqual([]);
  });
});

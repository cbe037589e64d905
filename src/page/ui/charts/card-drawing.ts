import { threeDigits } from './chart-numbers.ts';
import { type ChartPicture, setAll, svgNamespace } from './chart-picture.ts';

/** What previews of links show, px. */
const card = { width: 1200, height: 630 } as const;
const margin = 64;

export type CardTheme = 'light' | 'dark';

/** Lanes have the colours of the chart (chart.module.css). */
const palettes: Readonly<Record<CardTheme, Palette>> = {
  light: {
    ...{ background: '#ffffff', text: '#16181c', dim: '#56606b', grid: '#e3e6eb', warning: '#8f4a00' },
    lanes: ['#0072b2', '#c75000', '#00805d', '#a8467f', '#806600', '#56606b'],
  },
  dark: {
    ...{ background: '#16181c', text: '#f1f3f5', dim: '#b4bcc6', grid: '#31353d', warning: '#f5b461' },
    lanes: ['#56b4e9', '#f5934e', '#2fc79b', '#e08fc0', '#e5d04a', '#b4bcc6'],
  },
};

interface Palette {
  readonly background: string;
  readonly text: string;
  readonly dim: string;
  readonly grid: string;
  readonly warning: string;
  readonly lanes: readonly [string, ...string[]];
}

/** Everything that is written on a card, in the reader's language. */
export interface CardWords {
  /** "Batch 8" */
  readonly headline: string;
  /** "936 pairs/s" and what qualifies it; the first is large. */
  readonly figures: readonly string[];
  /** What makes the figures something else than a reranker's speed here; `null` if nothing does. */
  readonly warning: string | null;
  readonly model: string;
  /** GPU or CPU, precision, browser, date. */
  readonly facts: readonly string[];
  /** Where the page is; `null` if others cannot open it. */
  readonly address: string | null;
  readonly xTitle: string;
  readonly yTitle: string;
}

/** A lane's throughput by batch size, ascending. */
export interface CardLine {
  /** "WebGPU · fp16", or a suite's shape; shown where there are several lines. */
  readonly name: string;
  readonly points: readonly { readonly batchSize: number; readonly pairsPerSecond: number }[];
  /** The batch size to mark; `null` on lanes that are not the answer's. */
  readonly marked: number | null;
}

/** Fonts of the reader's system: a picture cannot load the page's. */
const font = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK SC', sans-serif";

/**
 * Draws the one picture of a run that is meant for others: 1200 × 630 px, the answer large, whose it is, and
 * its chart.
 *
 * @param lines in the order of the lanes, which is that of their colours
 */
export function drawCard(
  page: Document,
  words: CardWords,
  lines: readonly CardLine[],
  theme: CardTheme,
): ChartPicture {
  const colours = palettes[theme];
  const svg = page.createElementNS(svgNamespace, 'svg');
  const draw = (name: string, attributes: Readonly<Record<string, string | number>>, text?: string) => {
    const element = page.createElementNS(svgNamespace, name);
    setAll(element, attributes);
    if (text !== undefined) element.textContent = text;
    svg.append(element);
  };
  const width = card.width - 2 * margin;
  const write = (text: string, y: number, size: number, look: TextLook = {}) => {
    // Bold letters are wider.
    const room = (look.width ?? width) / ((look.weight ?? 400) >= 600 ? 1.1 : 1);
    const set = fitted(text, room, size);
    draw(
      'text',
      {
        ...{ x: look.x ?? margin, y, fill: look.colour ?? colours.text, 'font-family': font },
        ...{ 'font-size': set.size, 'font-weight': look.weight ?? 400 },
        ...(look.anchor !== undefined && { 'text-anchor': look.anchor }),
      },
      set.text,
    );
  };

  draw('rect', { x: 0, y: 0, ...card, fill: colours.background });
  write(words.headline, 124, 84, { weight: 700 });
  write(words.figures.join(' · '), 182, 38, { weight: 600 });
  if (words.warning !== null) write(words.warning, 226, 26, { colour: colours.warning, weight: 600 });
  const modelTop = words.warning === null ? 240 : 272;
  write(words.model, modelTop, 34, { weight: 600 });
  write(words.facts.join(' · '), modelTop + 40, 26, { colour: colours.dim });

  const pen = { draw, write, words };
  const plot = {
    left: margin + 56,
    right: card.width - margin,
    top: modelTop + 100 + drawLegend(modelTop + 78, lines, colours, pen),
    bottom: card.height - 96,
  };
  drawChart(plot, lines, colours, pen);

  const foot = card.height - 28;
  write('Rerank Bench', foot, 26, { weight: 700, width: width / 2 });
  if (words.address !== null) {
    const right = { x: card.width - margin, anchor: 'end', width: width / 2 } as const;
    write(words.address, foot, 26, { ...right, colour: colours.dim });
  }
  setAll(svg, { ...card, viewBox: `0 0 ${card.width} ${card.height}` });
  const Serializer = page.defaultView?.XMLSerializer ?? XMLSerializer;
  return { svg: new Serializer().serializeToString(svg), ...card };
}

interface TextLook {
  readonly x?: number;
  readonly colour?: string;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
  /** The most it may take, px; it is set smaller, and then cut, to fit. */
  readonly width?: number;
}

interface Pen {
  readonly draw: (name: string, attributes: Readonly<Record<string, string | number>>, text?: string) => void;
  readonly write: (text: string, y: number, size: number, look?: TextLook) => void;
  readonly words: Pick<CardWords, 'xTitle' | 'yTitle'>;
}

interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The most names beside each other. */
const namesInRow = 3;
const rowHeight = 30;

/**
 * Names the lines of several lanes, each with its colour and dashes; a single lane is named above.
 *
 * @returns its height, px
 */
function drawLegend(top: number, lines: readonly CardLine[], colours: Palette, { draw, write }: Pen): number {
  if (lines.length < 2) return 0;
  const columns = Math.min(lines.length, namesInRow);
  const width = (card.width - 2 * margin) / columns;
  const swatch = 56;
  lines.forEach(({ name }, place) => {
    const x = margin + (place % columns) * width;
    const y = top + Math.floor(place / columns) * rowHeight;
    draw('line', { x1: x, x2: x + swatch, y1: y - 7, y2: y - 7, ...strokeOf(place, colours) });
    draw('circle', { cx: x + swatch / 2, cy: y - 7, r: 6, fill: colourOf(place, colours) });
    write(name, y, 20, { x: x + swatch + 12, width: width - swatch - 24 });
  });
  return Math.ceil(lines.length / columns) * rowHeight;
}

const colourOf = (place: number, { lanes }: Palette): string => lanes[place % lanes.length] ?? lanes[0];

/** Dashes repeat the colour for those who cannot tell it. */
const strokeOf = (place: number, colours: Palette) => ({
  ...{ fill: 'none', stroke: colourOf(place, colours), 'stroke-width': 4, 'stroke-linejoin': 'round' },
  ...(place > 0 && { 'stroke-dasharray': `${14 - 2 * Math.min(place, 4)} 6` }),
});

/** Batch sizes on a log₂ axis, throughput on a logarithmic one: lanes may differ a hundredfold. */
function drawChart(
  plot: Plot,
  lines: readonly CardLine[],
  colours: Palette,
  { draw, write, words }: Pen,
): void {
  const points = lines.flatMap((line) => line.points);
  const sizes = [...new Set(points.map(({ batchSize }) => batchSize))].sort((a, b) => a - b);
  const rates = points.map(({ pairsPerSecond }) => pairsPerSecond);
  const x = logScale(sizes, plot.left + 12, plot.right - 12);
  const y = logScale(rates, plot.bottom - 12, plot.top + 8);
  const small = { colour: colours.dim } as const;
  for (const rate of [Math.min(...rates), Math.max(...rates)]) {
    draw('line', { x1: plot.left, x2: plot.right, y1: y(rate), y2: y(rate), stroke: colours.grid });
    write(String(threeDigits(rate)), y(rate) + 7, 20, {
      ...small,
      x: plot.left - 8,
      anchor: 'end',
      width: 80,
    });
  }
  for (const size of spread(sizes, x)) {
    write(String(size), plot.bottom + 24, 20, { ...small, x: x(size), anchor: 'middle', width: 80 });
  }
  write(words.yTitle, plot.top - 22, 20, small);
  write(words.xTitle, plot.top - 22, 20, { ...small, x: plot.right, anchor: 'end' });
  lines.forEach((line, place) => {
    const colour = colourOf(place, colours);
    const at = line.points.map(({ batchSize, pairsPerSecond }) => [x(batchSize), y(pairsPerSecond)] as const);
    draw('polyline', {
      points: at.map((point) => point.map(Math.round).join(',')).join(' '),
      ...strokeOf(place, colours),
    });
    line.points.forEach(({ batchSize }, i) => {
      const [cx, cy] = at[i] ?? [0, 0];
      const isMarked = batchSize === line.marked;
      draw('circle', { cx, cy, r: isMarked ? 12 : 6, fill: colour });
      if (isMarked) draw('circle', { cx, cy, r: 5, fill: colours.background });
    });
  });
}

/** Maps values to pixels by their logarithm; a single value lies in the middle. */
function logScale(values: readonly number[], from: number, to: number): (value: number) => number {
  const low = Math.log(Math.min(...values));
  const high = Math.log(Math.max(...values));
  return (value) =>
    high > low ? from + ((Math.log(value) - low) / (high - low)) * (to - from) : (from + to) / 2;
}

/** The values whose labels leave room for each other, from the first on. */
function spread(values: readonly number[], x: (value: number) => number): number[] {
  const kept: number[] = [];
  for (const value of values) {
    const last = kept.at(-1);
    if (last === undefined || x(value) - x(last) >= 48) kept.push(value);
  }
  return kept;
}

/** Letters take about 0.58 em, Chinese ones 1 em. Nothing that could measure text is needed for a guess. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 1 : 0.58), 0) * size;

/** The text at the largest size that fits, down to 70 %; then cut. */
function fitted(text: string, width: number, size: number): { readonly text: string; readonly size: number } {
  const smallest = Math.round(0.7 * size);
  const fitting = Math.min(size, Math.floor((size * width) / Math.max(1, widthOf(text, size))));
  if (fitting >= smallest) return { text, size: fitting };
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, smallest) > width) letters.pop();
  return { text: `${letters.join('').trimEnd()}…`, size: smallest };
}

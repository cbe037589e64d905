import { standaloneCopy } from './inline-look.ts';
import { factLines, type PictureWords } from './picture-words.ts';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Space around everything, px. */
const margin = 16;
const titleSize = 16;
const factSize = 12;
const factLine = 17;
const footerSize = 11;

/** Lines that follow the pointer are no part of the result. */
const passing = '.recharts-tooltip-cursor, .recharts-active-dot';

/** A picture of the chart that stands on its own. */
export interface ChartPicture {
  /** An SVG document: shapes and real text, nothing that would have to be fetched. */
  readonly svg: string;
  /** Size in px, at a scale of 1. */
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a file of the chart as it stands on the page: title, where it was measured, legend, plot, the app's name.
 *
 * @param chart an element that holds one throughput chart
 * @returns `null` while there is no chart drawn in it
 */
export function chartPicture(chart: Element, words: PictureWords): ChartPicture | null {
  const surface = chart.querySelector('.recharts-surface');
  const page = chart.ownerDocument;
  const view = page.defaultView;
  const body = surface?.closest('[data-chart]');
  if (!surface || !body || view === null) return null;
  const look = view.getComputedStyle(body);
  const font = look.fontFamily || 'sans-serif';
  const colour = look.color || '#000';
  const origin = body.getBoundingClientRect();
  const plot = surface.getBoundingClientRect();
  const width = Math.ceil(origin.width || Number(surface.getAttribute('width')) || 640) + 2 * margin;

  const picture = page.createElementNS(svgNamespace, 'svg');
  const write = (text: string, x: number, y: number, size: number, weight = '400', opacity = '1') => {
    const line = page.createElementNS(svgNamespace, 'text');
    setAll(line, { x, y, fill: colour, 'font-family': font, 'font-size': size, 'font-weight': weight });
    if (opacity !== '1') line.setAttribute('opacity', opacity);
    line.textContent = text;
    picture.append(line);
  };

  const background = page.createElementNS(svgNamespace, 'rect');
  picture.append(background);
  write(words.title, margin, margin + titleSize, titleSize, '600');
  const lines = factLines(words.facts, width - 2 * margin, textMeasure(page, `${factSize}px ${font}`));
  const factsTop = margin + titleSize + 4;
  lines.forEach((line, i) => {
    write(line, margin, factsTop + (i + 1) * factLine, factSize, '400', '0.75');
  });
  const chartTop = factsTop + lines.length * factLine + 14;

  // Everything keeps the place it has on the page, shifted as a whole.
  const shift = { x: margin - origin.left, y: chartTop - origin.top };
  for (const drawing of body.querySelectorAll('svg')) {
    if (drawing.parentElement?.closest('svg')) continue;
    const copy = standaloneCopy(drawing, passing);
    if (copy === null) continue;
    const box = drawing.getBoundingClientRect();
    setAll(copy, { x: round(box.left + shift.x), y: round(box.top + shift.y), overflow: 'visible' });
    picture.append(copy);
  }
  for (const text of htmlTexts(body)) {
    const copy = textCopy(text, shift);
    if (copy !== null) picture.append(copy);
  }

  const bottom = Math.max(origin.bottom, plot.bottom) + shift.y;
  const height = Math.ceil(bottom + footerSize + 1.5 * margin);
  write(words.footer, margin, height - margin, footerSize, '400', '0.75');
  setAll(background, { x: 0, y: 0, width, height, fill: backgroundOf(body) });
  setAll(picture, { width, height, viewBox: `0 0 ${width} ${height}` });
  return { svg: new view.XMLSerializer().serializeToString(picture), width, height };
}

/** Texts of the legend and the axis' title, which are no part of the drawing on the page. */
function htmlTexts(root: Element): Text[] {
  const texts: Text[] = [];
  const visit = (node: Node) => {
    if (node.nodeType === 3 && node.textContent?.trim()) texts.push(node as Text);
    // Not into drawings, nor into the tooltip, which shows where the pointer happens to be.
    else if (node.nodeType === 1 && !(node as Element).matches('svg, .recharts-tooltip-wrapper')) {
      node.childNodes.forEach(visit);
    }
  };
  visit(root);
  return texts;
}

function textCopy(text: Text, shift: { readonly x: number; readonly y: number }): SVGElement | null {
  const page = text.ownerDocument;
  const parent = text.parentElement;
  if (parent === null) return null;
  const look = page.defaultView?.getComputedStyle(parent);
  const range = page.createRange();
  range.selectNodeContents(text);
  const box = range.getBoundingClientRect();
  const copy = page.createElementNS(svgNamespace, 'text');
  setAll(copy, {
    x: round(box.left + shift.x),
    y: round(box.top + box.height / 2 + shift.y),
    'dominant-baseline': 'central',
    fill: look?.color ?? '',
    'font-family': look?.fontFamily ?? '',
    'font-size': look?.fontSize ?? '',
    'font-weight': look?.fontWeight ?? '',
  });
  // Where the page's font is missing, another one must not run into the next sign of the legend.
  if (box.width > 0) setAll(copy, { textLength: round(box.width), lengthAdjust: 'spacingAndGlyphs' });
  copy.textContent = text.textContent.trim();
  return copy;
}

/** The colour behind the element: its own, or that of the nearest thing under it that has one. */
function backgroundOf(element: Element): string {
  const view = element.ownerDocument.defaultView;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const colour = view?.getComputedStyle(at).backgroundColor ?? '';
    if (colour !== '' && colour !== 'transparent' && !/^rgba\(.*, 0\)$/.test(colour)) return colour;
  }
  return '#ffffff';
}

/** Width of texts in one font; a guess of half an em a letter where the browser has no canvas. */
function textMeasure(page: Document, font: string): (text: string) => number {
  const context = page.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * Number.parseFloat(font) * 0.55;
  context.font = font;
  return (text) => context.measureText(text).width;
}

const round = (value: number) => Math.round(value * 100) / 100;

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== '') element.setAttribute(name, String(value));
  }
}

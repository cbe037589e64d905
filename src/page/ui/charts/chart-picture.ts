import { standaloneCopy } from './standalone-svg.ts';

export const svgNamespace = 'http://www.w3.org/2000/svg';

/** Space around everything, px. */
const margin = 16;
const titleSize = 16;
const factSize = 12;
const factLine = 17;
const footerSize = 11;

/** What follows the pointer does not belong in the picture. */
const passing = '.recharts-tooltip-cursor, .recharts-active-dot';

/** A self-contained picture of the chart. */
export interface ChartPicture {
  /** An SVG document of shapes and real text. It fetches nothing. */
  readonly svg: string;
  /** Size in px, at a scale of 1. */
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a picture of the chart as it is on the page: title, where it was measured, legend, plot and the app's
 * name.
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
  const computed = view.getComputedStyle(body);
  const font = computed.fontFamily || 'sans-serif';
  const colour = computed.color || '#000';
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

  // Everything keeps its position on the page, shifted as a whole.
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

/** The texts of the legend and of the axis title, which are HTML on the page. */
function htmlTexts(root: Element): Text[] {
  const texts: Text[] = [];
  const visit = (node: Node) => {
    if (node.nodeType === 3 && node.textContent?.trim()) texts.push(node as Text);
    // Skips drawings, and the tooltip, which depends on the pointer.
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
  const computed = page.defaultView?.getComputedStyle(parent);
  const range = page.createRange();
  range.selectNodeContents(text);
  const box = range.getBoundingClientRect();
  const copy = page.createElementNS(svgNamespace, 'text');
  setAll(copy, {
    x: round(box.left + shift.x),
    y: round(box.top + box.height / 2 + shift.y),
    'dominant-baseline': 'central',
    fill: computed?.color ?? '',
    'font-family': computed?.fontFamily ?? '',
    'font-size': computed?.fontSize ?? '',
    'font-weight': computed?.fontWeight ?? '',
  });
  // Elsewhere the page's font may be missing, and a wider one must not run into the legend's next sign.
  if (box.width > 0) setAll(copy, { textLength: round(box.width), lengthAdjust: 'spacingAndGlyphs' });
  copy.textContent = text.textContent.trim();
  return copy;
}

/** The element's background colour, or that of its nearest ancestor that has one. */
function backgroundOf(element: Element): string {
  const view = element.ownerDocument.defaultView;
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const colour = view?.getComputedStyle(at).backgroundColor ?? '';
    if (colour !== '' && colour !== 'transparent' && !/^rgba\(.*, 0\)$/.test(colour)) return colour;
  }
  return '#ffffff';
}

/** Measures texts in one font. Without a canvas it assumes about half an em for each letter. */
function textMeasure(page: Document, font: string): (text: string) => number {
  const context = page.createElement('canvas').getContext('2d');
  if (!context) return (text) => text.length * Number.parseFloat(font) * 0.55;
  context.font = font;
  return (text) => context.measureText(text).width;
}

const round = (value: number) => Math.round(value * 100) / 100;

export function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== '') element.setAttribute(name, String(value));
  }
}

/** The texts around the chart, which tell what it shows once it has left the page. */
export interface PictureWords {
  /** The model's name. */
  readonly title: string;
  /** Where and when it was measured, one fact each. They are joined into as few lines as fit. */
  readonly facts: readonly string[];
  /** The app's name, and what makes the chart doubtful. */
  readonly footer: string;
}

/**
 * Joins facts into lines no wider than the picture.
 *
 * @param widthOf width of a text in px
 */
export function factLines(
  facts: readonly string[],
  maxWidth: number,
  widthOf: (text: string) => number,
): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const last = lines.at(-1);
    const joined = last === undefined ? fact : `${last} · ${fact}`;
    if (last === undefined || widthOf(joined) > maxWidth) lines.push(fact);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}

/** Two pixels for each, so that the picture is sharp on dense screens and in print. */
const pngScale = 2;

/**
 * Draws the picture into a PNG. It is loaded from a `blob:` address, which the page's Content-Security-Policy
 * allows for images.
 *
 * @throws Error if the browser cannot draw a picture of this size
 */
export async function pictureToPng(
  { svg, width, height }: ChartPicture,
  page: Document,
  scale = pngScale,
): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = page.createElement('img');
    image.src = address;
    await image.decode();
    const canvas = page.createElement('canvas');
    canvas.width = width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('The browser gave no canvas to draw on.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob === null)
          reject(new Error(`The browser made no PNG of ${canvas.width} × ${canvas.height}.`));
        else resolve(blob);
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

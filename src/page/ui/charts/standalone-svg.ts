/**
 * Properties that a drawn element gets from style sheets and custom properties, which a file does not have.
 */
const shapeProperties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'paint-order',
] as const;

const textProperties = [
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'dominant-baseline',
] as const;

/** The elements to keep. Everything else (images, links, styles, foreign objects) is left out. */
const drawn = new Set([
  'svg',
  'g',
  'path',
  'line',
  'rect',
  'circle',
  'polygon',
  'polyline',
  'text',
  'tspan',
  'defs',
  'clippath',
]);

/** The attributes to keep. All others (classes, styles, data, roles) mean something only on the page. */
const shaping =
  /^(d|points|x|y|x1|x2|y1|y2|dx|dy|cx|cy|r|rx|ry|width|height|transform|viewBox|id|clip-path|textLength|lengthAdjust)$/;

/**
 * Copies a drawing so that it looks the same away from the page: computed styles become attributes, texts
 * stay texts, and nothing refers to anything outside.
 *
 * @returns `null` for an element that is left out
 */
export function standaloneCopy(live: Element, skip = ''): SVGElement | null {
  const name = live.localName.toLowerCase();
  if (!drawn.has(name) || (skip !== '' && live.matches(skip))) return null;
  const look = live.ownerDocument.defaultView?.getComputedStyle(live);
  if (look?.display === 'none' || look?.visibility === 'hidden') return null;
  const copy = live.cloneNode(false) as SVGElement;
  for (const { name: attribute } of [...live.attributes]) {
    if (!shaping.test(attribute)) copy.removeAttribute(attribute);
  }
  for (const property of propertiesOf(name)) {
    const value = lookOf(live, look, property);
    if (value !== '') copy.setAttribute(property, value);
  }
  for (const child of live.childNodes) {
    const own = child.nodeType === 3 ? child.cloneNode() : standaloneChild(child, skip);
    if (own !== null) copy.append(own);
  }
  return copy;
}

/** Every shape and text carries its own style, so a group needs only its opacity. */
function propertiesOf(name: string): readonly string[] {
  if (name === 'text' || name === 'tspan') return [...shapeProperties, ...textProperties];
  return ['g', 'svg', 'defs', 'clippath'].includes(name) ? ['opacity'] : shapeProperties;
}

const standaloneChild = (child: Node, skip: string): SVGElement | null =>
  child.nodeType === 1 ? standaloneCopy(child as Element, skip) : null;

/** The computed value, or the element's own attribute where the browser computes none for drawings. */
function lookOf(live: Element, look: CSSStyleDeclaration | undefined, property: string): string {
  const computed = look?.getPropertyValue(property) ?? '';
  const value = computed === '' ? (live.getAttribute(property) ?? '') : computed;
  return isUsual(property, value) ? '' : value;
}

/** Default values, which need not be written. Leaving them out halves the file. */
const usual: Readonly<Record<string, readonly string[]>> = {
  'fill-opacity': ['1'],
  'stroke-opacity': ['1'],
  opacity: ['1'],
  'stroke-dasharray': ['none'],
  'stroke-linecap': ['butt'],
  'stroke-linejoin': ['miter'],
  'paint-order': ['normal'],
  'font-variant-numeric': ['normal'],
  'dominant-baseline': ['auto'],
};

const isUsual = (property: string, value: string): boolean => usual[property]?.includes(value) ?? false;

/**
 * Loads the style sheet of the font for Chinese. It is 100 kB long, since the font comes in a hundred parts,
 * of which the browser fetches those with characters that are on the page.
 */
export const loadChineseFont = () => import('@fontsource-variable/noto-sans-sc/index.css');

import { preferredLanguage } from '../../core/texts/languages.ts';
import { colorSchemeKey } from '../ui/color-scheme-key.ts';

/**
 * Runs before anything is drawn, in a script of its own (scripts/drawn-page.ts). It gives the page its colours,
 * and lets the drawn page be seen (`drawnPage`) by those for whom it is right.
 */

function keptScheme(): string | null {
  try {
    return localStorage.getItem(colorSchemeKey);
  } catch {
    return null;
  }
}

const kept = keptScheme();
const isDark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
const { dataset } = document.documentElement;
dataset.mantineColorScheme = isDark ? 'dark' : 'light';

/**
 * Shows the drawn page once its font is there. In another font its lines would break elsewhere, and move when the
 * right one comes.
 */
function showDrawn(): void {
  const hasStyles = getComputedStyle(document.documentElement).getPropertyValue('--page-background') !== '';
  const show = () => {
    dataset.drawn = 'shown';
  };
  // The style sheet says where the font lies.
  if (hasStyles) void document.fonts.load('1em "Inter Variable"').then(show, show);
  else requestAnimationFrame(showDrawn);
}

// Anything in the address may ask for another language, other settings or a result.
const isBare = location.search === '' && location.hash === '';
if (isBare && preferredLanguage(null, navigator.languages) === 'en') {
  dataset.drawn = 'soon';
  requestAnimationFrame(showDrawn);
}

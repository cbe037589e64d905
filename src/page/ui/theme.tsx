import '@fontsource-variable/inter';
// Imported into a cascade layer, so that the page's own styles win in any order of imports.
import '@mantine/core/styles.layer.css';
import './theme.css';
import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  MantineProvider,
} from '@mantine/core';
import type { ReactNode } from 'react';
import { colorSchemeKey } from './color-scheme-key.ts';
import { laterPart } from './kit/later-part.tsx';

/** A quiet blue. Shade 7 has a contrast of 6:1 with white text, shade 3 of 7:1 with the dark panel. */
const ink: MantineColorsTuple = [
  '#eef1fc',
  '#dbe1f7',
  '#b7c3f0',
  '#93a6ea',
  '#7189e3',
  '#5772db',
  '#4963d3',
  '#3d55c0',
  '#3349a6',
  '#283a86',
];

/** Mantine's dark greys with a touch of the page's blue. */
const slate: MantineColorsTuple = [
  '#d5d9e0',
  '#b4bac5',
  '#98a0ad',
  '#717a87',
  '#434954',
  '#353a43',
  '#262a31',
  '#1e2126',
  '#191b20',
  '#121418',
];

const systemFonts = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, dark: slate },
  black: '#1b1e25',
  fontFamily: `"Inter Variable", "Noto Sans SC Variable", ${systemFonts}`,
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9375rem' },
  headings: {
    fontFamily: `"Inter Variable", "Noto Sans SC Variable", ${systemFonts}`,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.0625rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  autoContrast: false,
  components: {
    // A dialog's title is no second banner of the page.
    DrawerHeader: { defaultProps: { component: 'div' } },
    ModalHeader: { defaultProps: { component: 'div' } },
    // In the landmark of its button, and with nothing in it but its items.
    Menu: {
      defaultProps: { withinPortal: false, floatingStrategy: 'fixed', withInitialFocusPlaceholder: false },
    },
    InputWrapper: { defaultProps: { size: 'sm' } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
      },
    },
  },
});

/** Mantine's grey for small print has a contrast of 3.3:1 with white; WCAG AA requires 4.5:1. */
const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a6270',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#cdd2da',
  },
  dark: {
    '--mantine-color-text': '#e4e7ec',
    '--mantine-color-dimmed': '#a4abb8',
    '--mantine-color-placeholder': '#939aa7',
    '--mantine-color-error': '#ff9b90',
  },
});

const Toasts = laterPart(async () => (await import('./kit/toasts.tsx')).Toasts);

const colorSchemeManager = localStorageColorSchemeManager({ key: colorSchemeKey });

/** The built page's HTML has the styles that Mantine would add (scripts/drawn-page.ts). */
const addsStyles =
  typeof document === 'undefined' || document.head.querySelector('[data-mantine-styles]') === null;

/** The page's colours, fonts and toasts. The colour scheme is the system's until the visitor chooses one. */
export function AppTheme({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      cssVariablesResolver={cssVariablesResolver}
      withCssVariables={addsStyles}
      withGlobalClasses={addsStyles}
    >
      <Toasts />
      {children}
    </MantineProvider>
  );
}

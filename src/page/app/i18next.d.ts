import 'i18next';
import type { en } from '../../core/texts/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    /** A text with `{{name}}` in it cannot be asked for without a `name`. */
    strictInterpolationChecks: true;
  }
}

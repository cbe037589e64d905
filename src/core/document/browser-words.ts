/**
 * A browser as people name it: "Chrome 156" for a record's "Chrome 156.0.0.0", "Firefox 153" for "Firefox 153.0". A
 * minor version stays, since "Safari 26.1" is a name that people use.
 */
export const browserWords = (browser: string): string =>
  browser.replace(/(\d+)(?:\.(\d+))?(?:\.\d+)*$/, (_all, major: string, minor = '0') =>
    minor === '0' ? major : `${major}.${minor}`,
  );

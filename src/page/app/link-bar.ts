/** The part of the address that can carry a whole result: what follows the `#`. */
export interface LinkBar {
  /** Without the `#`; empty where there is none. */
  readonly fragment: () => string;
  /** Puts a fragment in place of the one there is, without a new entry in the browser's history; empty takes it away. */
  readonly replaceFragment: (fragment: string) => void;
  /** Calls back when the visitor follows a link within the page or edits the address. */
  readonly onFragmentChange: (callback: () => void) => void;
  /** The page's address without query string and fragment. */
  readonly base: () => string;
}

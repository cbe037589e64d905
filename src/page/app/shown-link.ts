import { draftOfLink } from '../../core/document/draft-of-link.ts';
import { fragmentToRun } from '../../core/document/permalink.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { AppStore } from '../store/app-state.ts';
import type { ShownRun } from '../store/shown-run-slice.ts';

/** The part of the address that can carry a whole result: what follows the `#`. */
export interface LinkBar {
  /** Without the `#`; empty where there is none. */
  readonly fragment: () => string;
  /**
   * Puts a fragment in place of the one there is, without a new entry in the browser's history; empty takes
   * it away.
   */
  readonly replaceFragment: (fragment: string) => void;
  /** Calls back when the visitor follows a link within the page or edits the address. */
  readonly onFragmentChange: (callback: () => void) => void;
  /** The page's address without query string and fragment. */
  readonly base: () => string;
}

/**
 * Shows the result that the address carries, now and whenever another link is followed, and keeps it in the
 * address for as long as it is on show. Nothing is ever run by it, and nothing of the visitor's is replaced.
 */
export function followLinks(store: AppStore, link: LinkBar): void {
  /** The fragment of the run on show; empty while none is. */
  let shown = '';

  const read = () => {
    const fragment = link.fragment();
    const found = fragmentToRun(`#${fragment}`);
    switch (found.state) {
      case 'none':
        // A jump within the page, as to its results, is no farewell to the link's run; an emptied address is.
        if (shown !== '' && fragment !== '') link.replaceFragment(shown);
        else if (shown !== '') store.getState().closeShownRun();
        return;
      case 'error':
        store.getState().addNotice('warning', { key: `linkProblem.${found.code}` });
        if (shown !== '') link.replaceFragment(shown);
        return;
      case 'ok':
        shown = fragment;
        store.getState().showRun({
          source: 'link',
          id: found.run.id,
          draft: draftOfLink(found.run),
          compact: found.run,
        });
        return;
      default:
        return found satisfies never;
    }
  };

  store.subscribe(({ shownRun }) => {
    if (shown === '' || shownRun?.source === 'link') return;
    shown = '';
    link.replaceFragment('');
  });
  link.onFragmentChange(read);
  read();
}

/**
 * What decides what is measured and how, out of another's settings. What belongs to them, their device or
 * their network stays behind: the label, the language, the hub's address, what is kept, and whether to run at
 * once. The sample set comes with the input.
 */
export function settingsToTakeOver(settings: Settings): Partial<Settings> {
  const { label, lang, host, autorun, keepText, stepDown, sample, ...measured } = settings;
  return measured;
}

/**
 * Takes over the settings of the run on show. One that came by a link is put where it will be compared with.
 */
export function takeOverSettings(store: AppStore, { draft, compact }: ShownRun): void {
  const { changeSettings, bringRuns } = store.getState();
  changeSettings(settingsToTakeOver(draft.settings));
  if (compact === undefined) return;
  bringRuns([
    {
      id: compact.id,
      name: compact.label ?? '',
      origin: 'link',
      side: 'base',
      content: { kind: 'compact', run: compact },
    },
  ]);
}

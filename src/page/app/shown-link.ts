import { draftOfLink } from '../../core/document/draft-of-link.ts';
import type { RunOfFragment } from '../../core/document/permalink.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { askedSettings, suites } from '../../core/suite/suite.ts';
import { withRecommendation } from '../jobs/link-recommendation.ts';
import type { AppStore } from '../store/app-state.ts';
import type { ShownRun } from '../store/shown-run-slice.ts';

/** The part of the address that can carry a whole result: the fragment after the `#`. */
export interface LinkBar {
  /** Without the `#`; empty if there is none. */
  readonly fragment: () => string;
  /** Replaces the fragment without adding an entry to the browser's history; an empty one removes it. */
  readonly replaceFragment: (fragment: string) => void;
  /** Calls back when the visitor follows a link within the page or edits the fragment. */
  readonly onFragmentChange: (callback: () => void) => void;
  /** Reads the result that a fragment carries; never rejects. */
  readonly read: (fragment: string) => Promise<RunOfFragment>;
  /** The page's address without query string and fragment. */
  readonly base: () => string;
}

/**
 * Shows the result that the address carries, now and whenever the fragment changes. The fragment stays in the
 * address while its result is on show. This never starts a run, and never replaces anything of the visitor's.
 *
 * @returns when what the address carries now is on show; never rejects
 */
export function followLinks(store: AppStore, link: LinkBar): Promise<void> {
  /** The fragment of the run on show; empty if there is none. */
  let shown = '';

  const read = async () => {
    const fragment = link.fragment();
    const found = await link.read(fragment);
    // The fragment has changed meanwhile. If the visitor changed it, it is read again.
    if (fragment !== link.fragment()) return;
    switch (found.state) {
      case 'none':
        // A jump within the page, such as to its results, keeps the link's run. Emptying the fragment closes
        // it.
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
          draft: withRecommendation(draftOfLink(found.run)),
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
  return read();
}

/**
 * The part of somebody else's settings that decides what is measured and how. It leaves out what concerns
 * that person, their device or their network: the label, the language, the hub's address, what is kept, and
 * whether to run at once. It also leaves out the sample set, which comes with the input.
 */
export function settingsToTakeOver(settings: Settings): Partial<Settings> {
  const { suite } = settings;
  const asked = suite === null ? settings : askedSettings(suites[suite], settings);
  const { label, lang, host, autorun, keepText, stepDown, profilePass, sample, ...measured } = asked;
  return measured;
}

/** Takes over the settings of the run on show. A run from a link also becomes the base of the comparison. */
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

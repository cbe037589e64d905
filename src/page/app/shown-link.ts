import { draftOfLink } from '../../core/document/draft-of-link.ts';
import { fragmentToRun } from '../../core/document/permalink.ts';
import type { AppStore } from '../store/app-state.ts';
import type { LinkBar } from './link-bar.ts';

/**
 * Shows the result that the address carries, now and whenever another link is followed, and keeps it in the address for as long
 * as it is on show. Nothing is ever run by it, and nothing of the visitor's is replaced.
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

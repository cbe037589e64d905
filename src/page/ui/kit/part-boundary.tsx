import { Component, type ReactNode } from 'react';

/**
 * Catches a script that cannot be loaded, as after a new version was published, so that the rest of the page
 * works on. React hands the error to the root's `onCaughtError`, which tells the visitor.
 */
export class PartBoundary extends Component<
  { readonly children: ReactNode },
  { readonly isMissing: boolean }
> {
  override state = { isMissing: false };

  static getDerivedStateFromError() {
    return { isMissing: true };
  }

  override render() {
    return this.state.isMissing ? null : this.props.children;
  }
}

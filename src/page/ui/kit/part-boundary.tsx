import { Component, type ReactNode } from 'react';

interface PartBoundaryProps {
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/**
 * Catches a script that cannot be loaded, as after a new version was published, so that the rest of the page
 * works on.
 */
export class PartBoundary extends Component<PartBoundaryProps, { readonly isMissing: boolean }> {
  override state = { isMissing: false };

  static getDerivedStateFromError() {
    return { isMissing: true };
  }

  override render() {
    return this.state.isMissing ? this.props.fallback : this.props.children;
  }
}
